import type { Language } from '../../engine/protocol.ts';

/** Words around what somebody asks that say nothing by themselves, by language, in the notation of crisis/pattern.ts. */
export const COURTESY: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'please/plz/pls/kindly',
    'sir/madam/mam/miss/dear/sister/bro/brother',
    'ok/okay/k/yes/yeah/yep/oh/hmm/um/well/so/and/but/also/sorry/btw',
    '=hi/=hello/=hey',
    'can/could =you tell =me',
    'tell =me',
    '=i want/need/wanted to ask/know',
    '=i have =a/=one question',
    'one question',
    'first/before',
    'just/actually/really/again/now/here',
    'if =you =do =not mind',
    'by the way',
    ...each('i am is are you u me my the a this that it to for of in all'),
  ],
  'ur-Latn': [
    'please/plz/pls/meharbani/mehrbani',
    '=ji/=jee/=g/=jg/=sir/=madam/=mam/=baji/=api/=aapi/=behan/=bhai/=bhen/=sahab',
    'acha/achha/chalo/haan/han/ok/okay/theek/thik/sorry/maaf/lekin/magar/aur/or/to/tou/phir/waise/warna/islye/pehle/pehlay/abhi/yahan',
    '=kya/=kia/=kiya/=ky/=kea',
    'mujhe/mje bata/batao/batayen/batain/batayein [do/den/dein/dain/dijiye/sakte/sakti]',
    'bata/batao/batayen/batain/batayein [do/den/dein/dain/dijiye/sakte/sakti] [hain/hai/ho]',
    'mujhe/maine/main =ye/=yeh/ek/aik baat/sawal poochna/puchna/pochna/puchni/poochni [tha/thi/hai/chahti/chahta]',
    'poochna/puchna/pochna [tha/thi/hai/chahti/chahta] [hun/hoon/tha/thi]',
    'ek/aik baat/sawal [hai]',
    '=salam/=slam/=aoa/=assalam/=hello/=hi',
    ...each(
      'main mai me mein aap ap apko aapko ko se ka ki ke k hai hain he h ho hun hoon hu ye yeh is iska mujhe mjhe mere meri mera log pe par na bhi',
    ),
  ],
  ur: [
    'پلیز/مہربانی/جی/اچھا/ہاں/ٹھیک/لیکن/مگر/اور/تو/پھر/ویسے/پہلے/ابھی/یہاں',
    'کیا',
    'باجی/میڈم/سر/بہن/بھائی',
    'مجھے بتا/بتاؤ/بتائیں/بتا [دیں/دو/سکتے]',
    'بتائیں/بتاؤ',
    'ایک بات/سوال [ہے/پوچھنی/پوچھنا] [تھی/تھا/ہے]',
    'سلام/ہیلو',
    ...each('میں آپ کو سے کا کی کے ہے ہیں ہوں یہ اس میرے میری میرا مجھے بھی لوگ'),
  ],
};

/** Each word by itself, in its own spelling. */
function each(words: string): readonly string[] {
  return words.split(' ').map((word) => `=${word}`);
}
