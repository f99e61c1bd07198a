import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/texts.ts';

/**
 * Roman Urdu has no standard, so one spelling a word was decided: the one most people type, read off counts of what people
 * write, and where counts say little the one that cannot be misread (chup is "silent", chor a "thief").
 * Behind each word stand the variants that must not appear.
 */
const SPELLING: Readonly<Record<string, string>> = {
  // The small words
  hai: 'ha hay hy',
  hain: 'hein hen hn',
  hun: 'hoon hoo',
  ho: 'hu',
  nahi: 'nahin naheen nhi nahe nai',
  kya: 'kia kyaa',
  kyun: 'kyon kiun kiyun',
  kyunke: 'kyunki kiunke kyonke',
  mein: 'me mai mian',
  mujhe: 'mujhy mujay muje',
  'mujh se': 'mujhse',
  yeh: 'ye yah',
  woh: 'wo voh vo',
  aur: 'or',
  par: 'pe pay',
  se: 'sy say',
  ke: 'kay ky',
  phir: 'fir phr',
  koi: 'koe',
  kuch: 'kuchh kch',
  bohat: 'bahut bohot boht buhat',
  zyada: 'ziada ziyada zyadah',
  sirf: 'sirif',
  agar: 'ager',
  lekin: 'lakin',
  pehle: 'pehlay pahle phele',
  baqi: 'baaqi baki',
  acha: 'achha accha',
  achi: 'achhi acchi',
  agle: 'aglay',
  upar: 'oopar ooper uper',
  // Verbs: -ein for asking, -un for "shall I", a single a in jana and its forms
  kar: 'kr',
  karein: 'karen kren krein',
  dein: 'den dain',
  lein: 'len lain',
  bhejein: 'bhejen',
  batayein: 'batayen bataein batain',
  likhein: 'likhen',
  dekhein: 'dekhen',
  poochein: 'poochen puchein',
  chahein: 'chahen',
  jayein: 'jayen jaen jaein',
  kholein: 'kholen',
  kahein: 'kahen',
  maangein: 'mangen mangein',
  karun: 'karoon',
  dun: 'doon',
  lun: 'loon',
  jaun: 'jaoon',
  likhun: 'likhoon',
  jata: 'jaata',
  jate: 'jaate',
  jati: 'jaati',
  chahiye: 'chahye chaiye chahie',
  sake: 'sakay',
  chale: 'chalay',
  pohanch: 'pahunch pohnch puhanch',
  chhupa: 'chupa',
  chhor: 'chor',
  // Things and people: -ay for more than one
  paisay: 'paise pese paisy',
  walay: 'wale waley',
  khatray: 'khatre',
  ghantay: 'ghante',
  ilaqay: 'ilaqe',
  mashwaray: 'mashware',
  chhotay: 'chhote chotay chote',
  raste: 'rastay raaste',
  rasta: 'raasta',
  rabta: 'raabta',
  rishtedar: 'rishtedaar rishtadar',
  behan: 'behen bhen behn',
  sheher: 'shehar shehr',
  zaban: 'zuban zubaan',
  tasveer: 'tasweer tasvir',
  tasveerein: 'tasveeren tasaweer',
  dhamki: 'dhamky damki',
  madad: 'madat maddad',
  saboot: 'sabut suboot',
  qasoor: 'qusoor kasoor',
  qadam: 'kadam',
  wakeel: 'vakeel wakil',
  shikayat: 'shikait',
  ijazat: 'izajat ijazzat',
  insan: 'insaan',
  niyat: 'niyyat neeyat',
  inkar: 'inkaar',
  alfaz: 'alfaaz',
  halaat: 'haalat haalaat',
  der: 'dair',
  aasan: 'asaan asan',
  aasani: 'asani asaani',
  anjaan: 'anjan',
  ghalat: 'galat',
  ghalti: 'galti',
  mehfooz: 'mahfooz mehfuz',
  zaroorat: 'zarurat',
  zaroori: 'zaruri',
  baare: 'bare',
};

/** What people type for a word that is Hindi only, or that stands in books and in nobody's chats. */
const WORDS: Readonly<Record<string, string>> = {
  shukriya: 'dhanyavaad dhanyawad',
  please: 'kripya barahekaram',
  hifazat: 'suraksha tahaffuz',
  madad: 'sahayata muawinat',
  message: 'paigham paighamat sandesh',
  automatic: 'khudkar',
  expert: 'mahir',
  jaise: 'maslan',
  chhoti: 'mukhtasar',
  safai: 'wazahat',
  shelter: 'panahgah',
  attachment: 'munsalik',
  gender: 'sinf',
  harf: 'huroof',
};

/** What people type, as opposed to what they read: every spelling is welcome there. */
const TYPED = ['commands.json', 'numbers.json', 'answers.json'];

/** Buttons and the lines of what a person keeps: no full stop there. */
const BUTTON = /\b(label|short|option\.[\w-]+)$/;

/** Where pieces of a sentence stand too: a full stop is needed only behind several sentences. */
const PIECES = /^(system|chat|desk|language)\.json /;

/** A line of a list: "• delete the chat", "*0* – talk to a person". */
const LISTED = /^(• |\*[^*]+\* – )/;

const FOLDER = join(LOCALES, 'ur-Latn');

/** Every Roman Urdu text by "file path". */
const texts: readonly [string, string][] = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json') && !TYPED.includes(file))
  .flatMap((file) =>
    leaves(JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))).map(([key, text]): [string, string] => [`${file} ${key}`, text]),
  );

/** The texts below a value; not its sources, which are a list, and not who reviewed it, which is for the desk. */
function leaves(value: unknown, path: readonly string[] = []): [string, string][] {
  if (typeof value === 'string') return path.at(-1) === 'reviewed' ? [] : [[path.join('.'), value]];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, below]) => leaves(below, [...path, key]));
}

/** The words of a text in small letters; not its values, its references and what is all in capitals, such as FIR. */
function wordsOf(text: string): string[] {
  return text
    .replaceAll(/\{\{.*?\}\}|\$t\(.*?\)|\b[A-Z]{2,}\b/g, ' ')
    .toLowerCase()
    .split(/[^a-z']+/);
}

/** Where a text has one of the variants, and what it should have been. */
function found(decided: Readonly<Record<string, string>>): string[] {
  const instead = new Map(
    Object.entries(decided).flatMap(([word, variants]) => variants.split(' ').map((variant) => [variant, word] as const)),
  );
  return texts.flatMap(([path, text]) =>
    wordsOf(text).flatMap((word) => (instead.has(word) ? [`${path}: ${word}, write ${instead.get(word)}`] : [])),
  );
}

/** Whether each line of a text that is a sentence ends as one: with a mark, or with a value. */
function endsWell(path: string, text: string): boolean {
  const needed = !BUTTON.test(path) && (!PIECES.test(path) || /[.?!] /.test(text));
  const lines = text.split('\n').filter((line) => line !== '' && !LISTED.test(line));
  return !needed || lines.every((line) => /([.?!:…]["”*]?|\}\}|^\$t\(.+\))$/.test(line));
}

describe('Roman Urdu', () => {
  test('spells each word one way', () => {
    expect(found(SPELLING)).toEqual([]);
  });

  test('uses the words that people type', () => {
    expect(found(WORDS)).toEqual([]);
  });

  test('decides nothing twice', () => {
    const decided = new Set([...Object.keys(SPELLING), ...Object.keys(WORDS)]);
    const variants = [...Object.values(SPELLING), ...Object.values(WORDS)].flatMap((each) => each.split(' '));
    expect(variants.filter((variant, at) => decided.has(variant) || variants.indexOf(variant) !== at)).toEqual([]);
  });

  test('has no double blank, none at an end and none before a mark', () => {
    expect(texts.filter(([, text]) => /[ \t]{2}|^\s|\s$| \n|\n | [,.?!:;]/.test(text))).toEqual([]);
  });

  test('ends every sentence', () => {
    expect(texts.filter(([path, text]) => !endsWell(path, text)).map(([path]) => path)).toEqual([]);
  });

  test('has no letter of another script', () => {
    expect(texts.filter(([, text]) => /[^\P{L}\p{Script=Latin}]/u.test(text)).map(([path]) => path)).toEqual([]);
  });
});
