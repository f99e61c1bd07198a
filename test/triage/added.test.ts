/** Languages beside those that are learnt: Pashto stands for them, because Urdu is its nearest neighbour here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { learn } from '../../src/triage/learned/learn.ts';
import { pack } from '../../src/triage/learned/pack.ts';
import { parseMessages } from '../../src/triage/measure/messages.ts';
import { isLearnt } from '../../src/triage/text/columns.ts';
import { createTriage } from '../../src/triage/triage.ts';
import { model, shipped, topicRows, triage, watchedRows } from './shipped.ts';

const PASHTO = [
  'زما اکاونټ چا هېک کړی دی',
  'زما واټس اپ هېک شوی دی، مرسته وکړئ',
  'یو هلک زما په نوم جعلي اکاونټ جوړ کړی',
  'چا زما تصویرونه په فیسبوک خپاره کړي دي',
  'هغه له ما نه پیسې غواړي',
  'زما فون ورک شوی دی څه وکړم',
  'زه نه پوهېږم چې څه وکړم',
  'آیا تاسو له ما سره مرسته کولی شئ؟',
  'زه غواړم چې شکایت وکړم',
  'هغوی زما نمبر خلکو ته ورکړی',
  'زما خور ته څوک مېسجونه کوي',
  'یو نمبر نه ماته بیا بیا کالونه راځي',
  'زه له پېښور نه یم',
  'هغه زما ویډیو جوړه کړې ده او اوس مې بلېک مېل کوي',
  'چا زما په نوم قرض اخیستی دی',
  'د بېنک کوډ مې ورته وویل',
  'زما پلار ته مه وایئ',
  'مننه، ډېره مهرباني',
  'هغه وايي چې تصویرونه به ټولو ته ولېږي',
  'زما د دوست اکاونټ بند شوی، تاسو یې خلاصولی شئ؟',
  // On an Urdu keyboard, which has not all letters of Pashto.
  'زما اکاونٹ چا ہیک کڑے، مرستہ اوکڑئ',
  'ماتہ یو سڑے تصویرونہ لیگی او زما نہ پیسی غواڑی',
];

const URDU = [
  'میرا اکاؤنٹ ہیک ہو گیا ہے',
  'کسی نے میری تصویریں فیس بک پر لگا دی ہیں',
  'وہ مجھ سے پیسے مانگ رہا ہے',
  'میرا فون گم ہو گیا ہے، کیا کروں',
  'مجھے سمجھ نہیں آ رہی کیا کروں',
  'کیا آپ میری مدد کر سکتے ہیں؟',
  'میں شکایت کرنا چاہتی ہوں',
  'وہ مجھے روز ستا رہا ہے',
  'ایک نمبر سے بار بار کال آتی ہے',
  'میں پشاور سے ہوں اور پٹھان ہوں',
  'اس نے میری ویڈیو بنا لی ہے اور اب بلیک میل کرتا ہے',
  'میرے نام پر کسی نے قرض لیا ہے',
  'بینک کا کوڈ میں نے اسے بتا دیا',
  'میرے ابو کو مت بتائیے گا',
  'شکریہ، بہت مہربانی',
  'وہ کہتا ہے تصویریں سب کو بھیج دے گا',
  'یہ لنک ٹھیک ہے یا نہیں؟',
  'وہی لڑکا پھر تنگ کر رہا ہے',
  'کوی مجھے گندے میسج کرتا ہے',
  'اس کا نام ښکلا ہے اور وہ میری دوست ہے، اسی نے میرا پاس ورڈ بدلا',
  // On a Pashto keyboard, which has not all letters of Urdu.
  'ميرا اکاونټ هيک هو ګيا هی',
  'مجهې ایک لړکا بهت تنګ کرتا هې',
];

const languageOf = (text: string) => {
  const { language, certain } = triage.judge(text);
  return { language, certain };
};

describe('a language that is given as data', () => {
  it.each(PASHTO)('%s is surely Pashto', (text) => {
    expect(languageOf(text)).toEqual({ language: 'ps', certain: true });
  });

  it.each(URDU)('%s is surely Urdu', (text) => {
    expect(languageOf(text)).toEqual({ language: 'ur', certain: true });
  });

  it.each(['څنګه', 'پښتو', 'سلام ښکلا'])('%s alone may be a name, and leaves it unsure', (text) => {
    expect(languageOf(text)).toEqual({ language: 'ps', certain: false });
  });

  it('is not heard without the data', () => {
    const without = createTriage(shipped.crisis, model);
    expect(PASHTO.filter((text) => without.judge(text).language === 'ps')).toEqual([]);
  });

  it('raises no flag and proposes no type for what the model has not read', () => {
    for (const text of PASHTO) expect(triage.judge(text), text).toMatchObject({ flags: [], ask: [], types: [] });
  });
});

describe('the languages that are learnt', () => {
  const folder = join(import.meta.dirname, 'messages');
  const messages = readdirSync(folder).flatMap((file) => parseMessages(readFileSync(join(folder, file), 'utf8')));
  const learnt = shipped.crisis.filter(({ language }) => isLearnt(language));

  it('have every message judged as if there were no other language', () => {
    expect(learnt.length).toBeLessThan(shipped.crisis.length);
    const alone = createTriage(learnt, model, [], watchedRows, topicRows);
    expect(messages.length).toBeGreaterThan(500);
    const moved = messages.filter(({ text }) => JSON.stringify(triage.judge(text)) !== JSON.stringify(alone.judge(text)));
    expect(moved.map(({ id }) => id)).toEqual([]);
  });

  it('give the same model whatever rows of another language stand beside theirs', () => {
    const few = { types: shipped.types.slice(0, 200), alarms: shipped.alarms.slice(0, 50) };
    const from = (crisis: typeof learnt): string => Buffer.from(pack(learn({ ...few, crisis }))).toString('base64');
    const added = shipped.crisis.filter(({ language }) => !isLearnt(language));
    expect(from([...learnt.slice(0, 50), ...added])).toBe(from(learnt.slice(0, 50)));
  });
});

describe('danger in a language that is given as data', () => {
  it.each([
    ['خاوند مې وایي چې نن شپه به دې ووژنم', 'danger'],
    ['هغه د کور مخې ته ولاړ دی او ټوپک ورسره دی', 'danger'],
    ['زه نور ژوند نه غواړم', 'self_harm'],
    ['زړه مې غواړي چې ځان ووژنم', 'self_harm'],
  ] as const)('%s raises %s', (text, flag) => {
    expect(triage.judge(text).flags).toEqual([flag]);
  });

  it('is heard beside words of another language too', () => {
    expect(triage.judge('I am writing in English because he reads this, زه په خطر کې یم').flags).toEqual(['danger']);
  });

  it('in a learnt language is still heard beside its words', () => {
    const { language, flags, ask } = triage.judge('زما پلار او زما ورور ته مه وایئ، شوہر مجھے جان سے مار دے گا');
    expect(language).toBe('ps');
    expect([...flags, ...ask]).toContain('danger');
  });
});
