import type { SupportTexts } from './texts.ts';

export const sv: SupportTexts = {
  title: 'Hjälp',
  step: {
    'help-page': 'Här finns hjälp med videobesök.',
    'self-test': 'Du testar kamera och ljud.',
    before: 'Ditt besök är bokat. Väntrummet har inte öppnat än.',
    opening: 'Ditt besök håller på att öppnas.',
    checking: 'Du är vid kamera och mikrofon, före väntrummet.',
    waiting: 'Du är i väntrummet.',
    'called-in': 'Du är på väg in i besöket.',
    'on-stage': 'Du är i besöket.',
    over: 'Besöket är över.',
    'taken-over': 'Besöket är öppet någon annanstans.',
    failed: 'Besöket gick inte att öppna.',
    'day-list': 'Du är i listan över dagens besök.',
  },
  visitStays: 'Besöket är kvar medan du läser.',
  common: 'Det här hjälper oftast',
  topics: {
    open: {
      title: 'Besöket går inte att öppna',
      tries: [
        'Gå tillbaka till dina bokade besök och öppna besöket därifrån.',
        'Ladda om sidan.',
        'Prova en annan webbläsare eller en annan enhet.',
      ],
    },
    time: {
      title: 'Väntrummet är inte öppet',
      tries: [
        'Det öppnar en stund före din tid.',
        'Ha sidan öppen, eller kom tillbaka senare. Du behöver inte bekräfta något.',
      ],
    },
    permission: {
      title: 'Webbläsaren släpper inte fram kamera eller mikrofon',
      tries: [
        'Tryck på symbolen till vänster om sidans adress.',
        'Välj Tillåt för kamera och mikrofon.',
        'Ladda om sidan.',
      ],
    },
    picture: {
      title: 'Jag syns inte',
      tries: [
        'Se efter att inget täcker kameran.',
        'Stäng andra program som kan använda kameran.',
        'Välj en annan kamera under Enheter.',
      ],
    },
    heard: {
      title: 'Jag hörs inte',
      tries: [
        'Se efter att mikrofonen är på, även på själva headsetet.',
        'Välj en annan mikrofon under Enheter.',
        'Koppla ur headsetet och prova utan.',
      ],
    },
    sound: {
      title: 'Jag hör ingenting',
      tries: [
        'Höj ljudet på telefonen eller datorn.',
        'Välj en annan högtalare under Enheter.',
        'Fråga om den andra har mikrofonen på.',
      ],
    },
    network: {
      title: 'Bild eller ljud hackar eller försvinner',
      tries: [
        'Gå närmare din router, eller byt till mobilens nät.',
        'Stäng annat som använder nätet, till exempel film.',
        'Stäng av kameran en stund. Då räcker nätet till ljudet.',
      ],
    },
    wait: {
      title: 'Ingen kommer',
      tries: [
        'Stå kvar. Du behåller din plats, och mottagningen ser att du är här när det står så.',
        'Besöket före ditt kan dra ut på tiden.',
        'Ring mottagningen om du har väntat länge.',
      ],
    },
    private: {
      title: 'Jag vill inte att andra ska höra eller se',
      tries: ['Sätt dig där du är ensam.', 'Använd headset. Då hör ingen annan.', 'Sitt med en vägg bakom dig.'],
    },
    back: {
      title: 'Jag vill tillbaka till besöket',
      tries: [
        'Öppna besöket igen från dina bokade besök.',
        'Har mottagningen avslutat besöket? Då behöver du kontakta dem.',
      ],
    },
    'patient-away': {
      title: 'Patienten kommer inte',
      tries: [
        'Raden visar om patienten har öppnat besöket.',
        'Vänta några minuter. Patienten kan komma in fast tiden har börjat.',
        'Ring patienten om det drar ut på tiden.',
      ],
    },
    late: {
      title: 'Jag är sen',
      tries: [
        'Säg till på patientens rad: 5, 10, 15 eller 30 minuter, eller egna ord.',
        'Patienten ser det direkt och har kvar sin plats.',
        'Du kan ta tillbaka det.',
      ],
    },
    ring: {
      title: 'Bild eller ljud går inte att få igång',
      tries: [
        'Tryck på telefonnumret i panelen. I besöket ser patienten direkt att du ringer.',
        'Bilden är kvar om den fungerar.',
        'Ni kan gå tillbaka till video när som helst.',
      ],
    },
    dictate: {
      title: 'Jag ska diktera',
      tries: [
        'Slå på Tyst för diktering. Då släpps mikrofonen, och patienten får veta att ljudet är pausat.',
        'Diktera med diktafonen.',
        'Slå av samma knapp när du är klar. Då hör patienten dig igen.',
      ],
    },
    'put-back': {
      title: 'Jag behöver en stund för mig själv',
      tries: [
        'Tryck på Tillbaka till väntrummet. Patienten ser och hör då ingenting från dig.',
        'Ropa in igen när du är redo.',
      ],
    },
    'drop-in': {
      title: 'Patienter utan bokad tid',
      tries: [
        'Håller enheten drop-in står de som väntar i en kö i panelen.',
        'Ta nästa, eller välj någon i kön.',
        'Stäng kön när ni inte hinner fler. De som väntar har kvar sin plats.',
      ],
    },
    'be-seen': {
      title: 'Jag vill synas och höras bra',
      tries: [
        'Ha kameran i ögonhöjd, på en armlängds avstånd.',
        'Ha ljuset framifrån, inte från ett fönster bakom dig.',
        'Använd headset. Prova det under Prova ljud och bild.',
      ],
    },
  },
  contact: 'Kontakta oss',
  contactWhy: 'Vi hjälper dig vad det än gäller.',
  guide: 'Bildguide att skriva ut',
  write: 'Skriv till oss',
  kind: { fault: 'Något fungerar inte', opinion: 'Jag vill tycka till', question: 'Jag undrar hur man gör' },
  ask: {
    fault: 'Vad är det som inte fungerar?',
    opinion: 'Vad tycker du?',
    question: 'Vad undrar du?',
  },
  noHealth: 'Skriv inget om din hälsa och inga personnummer. Vi ser var i besöket du är.',
  send: 'Skicka',
  sending: 'Skickar',
  empty: 'Skriv något först.',
  sent: 'Tack! Vi har tagit emot det du skrev.',
  notSent: 'Det gick inte att skicka. Det du har skrivit är kvar. Försök igen om en stund.',
  writeMore: 'Skriv något mer',
  code: 'Felkod:',
};
