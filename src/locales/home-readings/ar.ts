import type { HomeReadingTexts } from '../../core/preparation/home-readings.ts';

export const ar: HomeReadingTexts = {
  title: 'قياسات من المنزل',
  intro: 'املأ ما قسته واترك الباقي فارغًا. إذا قست اليوم يمكنك ترك التاريخ فارغًا.',
  pressure: 'ضغط الدم والنبض',
  others: 'قياسات أخرى',
  systolic: 'الضغط العلوي (الرقم الأعلى)',
  diastolic: 'الضغط السفلي (الرقم الأدنى)',
  pulse: 'النبض',
  weight: 'الوزن',
  temperature: 'حرارة الجسم',
  glucose: 'سكر الدم',
  saturation: 'تشبع الأكسجين',
  date: 'في أي يوم قست؟',
  time: 'في أي وقت قست؟',
  comment: 'هل تريد أن تذكر شيئًا عن القياسات؟',
};
