const plural = new Intl.PluralRules('ar');

/** So many minutes in Arabic, after a word that asks for the genitive or accusative. */
export function minutes(count: number): string {
  switch (plural.select(count)) {
    case 'one':
      return 'دقيقة واحدة';
    case 'two':
      return 'دقيقتين';
    case 'few':
      return `${count} دقائق`;
    default:
      return `${count} دقيقة`;
  }
}
