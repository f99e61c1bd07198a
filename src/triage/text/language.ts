import type { Language } from '../../engine/protocol.ts';
import type { Normalised } from './normalise.ts';

/** The language a message is written in; `certain` is false when a person should be asked. */
export interface Heard {
  readonly language: Language | null;
  readonly certain: boolean;
}

const ROMAN_URDU = words(`
  hai hain hy hay hn hun hoon hoo hu tha thi thy thay hua hui huwa hova nahi nahin nhi nai nahe naheen nae mat
  kar kr karna krna karo kro karen karein krein krain kren karne krne karta krta karti krti karte krte kiya kiye krdo kardo krke karke
  raha rahe rahi rha rhe rhi rahay krha krhi mujhe mujhay mujay mjhe mje mujhy mjhy mujh mera meri mere mri mery meray mra
  ka ki ke kay ko k koi koe kisi kia kya kyu kyun kiun kyon kaise kese kesay kahan kab kon kaun wo woh wohi ye yeh yeah unho unhon
  usne usnay uska uski uske usko unka unki iska iski isne aap ap apka apki apko apna apni apne tum tumhara hum hamari hamara humain hamein
  aur lekin magar par pe pr se sy mein mai mn ne nay bhi bohat bohot bahut buhat boht bht kuch kch sab agar phir abhi wala wali wale walay
  gaya gya gayi gai gye gaye diya dia di deta deti de raha dena dunga dega degi lia liya liye liay chahiye chahye chaiye chahie chahta chahti
  hogya hogaya hogayi hogai jata jati jaye jana sakta sakti sakte sakti skta skti sake ghar paise paisay baat bat log larka larki bhai behan
  dhamki tasveer zindagi madad tang yahan wahan kyunke kyunki tak wajah liye saal sal naam apny krny
`);

const ENGLISH = words(`
  the a an i am my mine you your yours he his him she her hers it its we our ours they them their this that these those of for from with without
  and but if because when while who what where why how which was were been being have has had having do does did doing dont didnt doesnt cant
  wont will would can could should may might must not there here to at by as on about into after before again all any someone somebody something
  anyone everyone people please help need want know think get got getting make made said says told sent sending keeps using used going
  says asking threatening just now so or very much are been out up over me is in
`);

/** English words that Roman Urdu writes as well ("me" is in, "is" this, "or" and); alone they prove nothing. */
const SHARED = words('me is or to do so the are us in he ha h hi no on per main had sun bat log par mat tak');

const GREETINGS = words(`
  hi hello hey helo hy hii hlo salam salaam slam aoa assalam assalamualaikum assalamoalaikum asalam asalamualaikum aslam alaikum alikum alaykum walaikum
  walikum wslm o u e wa adab khuda hafiz allah good morning evening afternoon night dear sir madam mam maam ji jee ok okay thanks thank shukriya plz pls test start
  السلام سلام علیکم وعلیکم اسلام و ہیلو ہائے جی شکریہ آداب خدا حافظ اللہ
`);

/** Roman Urdu is mixed with English nouns all the time, so one Urdu function word weighs as much as this many English ones. */
const ENGLISH_PER_URDU = 4;

/** From here what the model has learnt of spelling decides; below, function words do. Log-odds. */
const TELLS_APART = 1;

/** From here nobody needs to be asked. Log-odds. */
const SURE = 2;

/**
 * Tells English, Urdu and Roman Urdu apart by script, and Latin letters by what the model has learnt (`roman`, log-odds that
 * they spell Urdu) or, without it, by function words. Greetings, numbers and single shared words leave it unsure.
 */
export function languageOf({ text, tokens }: Normalised, roman?: number): Heard {
  const urduLetters = text.match(/\p{Script=Arabic}/gu)?.length ?? 0;
  const latinLetters = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0 || urduLetters + latinLetters < letters / 2) return { language: null, certain: false };
  const telling = tokens.filter((token) => !GREETINGS.has(token) && /\p{L}/u.test(token));
  if (urduLetters >= latinLetters) return { language: 'ur', certain: telling.length > 0 };
  const heard = latin(tokens, telling);
  if (roman === undefined || telling.length === 0 || Math.abs(roman) < TELLS_APART) return heard;
  const language = roman > 0 ? 'ur-Latn' : 'en';
  const agrees = heard.certain && heard.language === language;
  return { language, certain: agrees || (telling.length > 1 && Math.abs(roman) >= SURE) };
}

function latin(tokens: readonly string[], telling: readonly string[]): Heard {
  const urdu = telling.filter((token) => ROMAN_URDU.has(token) && !SHARED.has(token)).length;
  const english = telling.filter((token) => ENGLISH.has(token) && !SHARED.has(token)).length;
  const shared = telling.filter((token) => SHARED.has(token)).length;
  if (urdu > 0 && urdu * ENGLISH_PER_URDU >= english) return { language: 'ur-Latn', certain: urdu > 1 || telling.length > 1 };
  if (english > 0) return { language: 'en', certain: english > 1 || (telling.length > 1 && english + shared > 1) };
  if (telling.length === 0) return { language: greeting(tokens), certain: false };
  return { language: telling.length > 1 ? 'en' : null, certain: false };
}

/** A greeting alone is a hint, never a proof: "salam" opens English messages too. */
function greeting(tokens: readonly string[]): Language | null {
  if (tokens.some((token) => /^(hi+|hello|hey|helo|good|thanks?)$/.test(token))) return 'en';
  return tokens.some((token) => /^(sala+m|slam|aoa|as+ala?m.*|wslm|shukriya)$/.test(token)) ? 'ur-Latn' : null;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
