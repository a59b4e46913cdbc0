import { isolateIn } from '../isolate.ts';
import type { ParticipantsTexts } from './texts.ts';

const name = isolateIn('rtl');

export const ar: ParticipantsTexts = {
  title: 'الأشخاص في الزيارة',
  people: (count) => `الأشخاص (${count})`,
  standing: {
    here: 'مشارك الآن',
    'put-back': 'أُعيد إلى غرفة الانتظار',
    waiting: 'ينتظر',
    away: 'انقطع الاتصال به',
    left: 'غادر الزيارة',
    invited: 'لم يحضر بعد',
    removed: 'أُزيل من الزيارة',
  },
  putBackPerson: (person) => `إعادة إلى غرفة الانتظار: ${name(person)}`,
  remove: 'إزالة',
  removePerson: (person) => `إزالة ${name(person)}`,
  removeQuestion: (person) => `هل تريد إزالة ${name(person)} من الزيارة؟`,
  removeMeans: 'لن يرى هذا الشخص أو يسمع شيئًا بعد الآن، ولا يعود إلا بدعوة جديدة.',
  keep: 'إبقاء',
  inviteTitle: 'دعوة شخص آخر',
  who: 'من تريد أن تدعو؟',
  name: 'الاسم',
  nameMissing: 'اكتب اسم الشخص.',
  actsForPatient: (patient) => `ينوب عن ${name(patient)}، مثل الوصي`,
  invite: 'دعوة',
  full: 'يمكن أن يشارك أربعة أشخاص على الأكثر. أزل أحدهم إذا أردت أن يحضر غيره.',
  invited: (person) => `تمت دعوة ${name(person)}`,
  sendLink: (person) => `أرسل الرابط إلى ${name(person)} وحده دون غيره. أنت من يسمح بالدخول عندما يناسبك.`,
  link: 'رابط الزيارة',
  linkCode: 'رمز QR يحمل رابط الزيارة',
  linkElsewhere: 'لا يُرسل الرابط من هنا، بل من نظام الحجز لديكم.',
  linkFailed: 'تعذّر الحصول على الرابط. الدعوة قائمة رغم ذلك.',
  linkAgain: 'طلب الرابط من جديد',
  showLink: 'عرض الرابط',
  showLinkOf: (person) => `عرض الرابط الخاص بـ ${name(person)}`,
  copy: 'نسخ الرابط',
  copied: 'نُسخ الرابط.',
  notCopied: 'تعذّر نسخ الرابط. حدّده وانسخه بنفسك.',
};
