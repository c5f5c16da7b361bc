// The whole files that the 835 fuzzing starts from: small, valid, and together of every shape that
// the reader knows. Latin-1 text, one character a byte.

interface Shape {
  readonly separator: string;
  readonly component: string;
  readonly terminator: string;
  readonly lineEnd: string;
}

const PLAIN: Shape = { separator: '*', component: ':', terminator: '~', lineEnd: '' };
const LINES: Shape = { ...PLAIN, lineEnd: '\r\n' };
const PIPES: Shape = { separator: '|', component: '>', terminator: '\n', lineEnd: '' };

const HEADER = [
  'BPR*I*150.5*C*ACH*CCP*01*999999992*DA*1*1999999999**01*999999992*DA*2*20260105',
  'TRN*1*EFT1*1999999999',
  'DTM*405*20260106',
  'N1*PR*SYNTHETIC MAC PART B*XV*12502',
  'N3*PO BOX 1',
  'REF*2U*12502',
  'N1*PE*SYN PT*XX*1003307661',
  'REF*TJ*990000003',
];

const PROFESSIONAL = [
  'LX*1',
  'CLP*PCN1*1*152*90.64*23.12*MB*2501110001*11*1',
  'NM1*QC*1*SYNTHA*CASEY****MI*1EG4TE5MK73',
  'NM1*74*1******C*1EG4TE5MK72',
  'NM1*82*1*THERAPIST*SYN****XX*1245319599',
  'MOA***MA01*MA67',
  'REF*F8*2501110000',
  'DTM*050*20250620',
  'SVC*HC:97110:GP:KX*76*45.32**2*HC:97112:GP',
  'DTM*472*20250614',
  'CAS*CO*45*18.2**253*.92',
  'CAS*PR*2*11.56',
  'REF*LU*11',
  'REF*HPI*1619345147',
  'REF*6R*29401',
  'AMT*B6*57.8',
  'LQ*HE*N115',
  'SVC*HC:97140:GO:59:CO:KX*76*45.32',
  'DTM*150*20250610',
  'DTM*151*20250614',
  'CAS*CO*45*18.2**253*.92',
  'CAS*PR*2*11.56',
];

const REVERSED = [
  'CLP*PCN2*22*-76*-45.32*-11.56*MB*2501110002*11*8',
  'NM1*QC*1*SYNTHB*BLAIR****MI*1EG4TE5MK75',
  'SVC*HC:97110:GP*-76*-45.32**2',
  'DTM*472*20250614',
  'CAS*CO*45*-18.2**253*-.92',
  'CAS*PR*2*-11.56',
  'AMT*B6*-57.8',
  'CLP*PCN3*25*10*0**MB*2501110003*11*1',
  'SVC*HC:97110*10*0',
];

const INSTITUTIONAL = [
  'LX*2',
  'TS3*1215930367*74*20251231*1*100',
  'CLP*PCN4*1*100*80*20*MA*2501110004*74*1',
  'CAS*PR*2*20',
  'NM1*QC*1*SYNTHC*DREW****MI*1EG4TE5MK76',
  'MIA*0***80',
  'DTM*232*20250601',
  'DTM*233*20250630',
  'CLP*PCN5*1*100*80**MA*2501110005*74*1',
  'NM1*QC*1*SYNTHC*DREW****MI*1EG4TE5MK76',
  'DTM*232*20250601',
  'SVC*NU:0420*40*30*0420*1.5',
  'CAS*CO*45*10',
  'SVC*HC:97530:GP*60*50*424',
  'CAS*CO*45*10',
];

const FOOTER = ['PLB*1003307661*20251231*WO:2501110002*12.5*L6*-0.37'];

/** Each is one file. */
export const SEED_REMITTANCES: readonly string[] = [
  interchange([[...PROFESSIONAL, ...REVERSED, ...FOOTER]], PLAIN),
  interchange([PROFESSIONAL, INSTITUTIONAL], LINES),
  interchange([REVERSED, [...INSTITUTIONAL, ...FOOTER]], PIPES),
  interchange([PROFESSIONAL], PLAIN) + interchange([REVERSED], PIPES),
  wrap(interchange([PROFESSIONAL, REVERSED], PLAIN), 80),
];

function interchange(sets: readonly (readonly string[])[], shape: Shape): string {
  const blank = ' '.repeat(10);
  const start = `ISA*00*${blank}*00*${blank}*ZZ*SYNMAC11       *ZZ*SYNBILL        *260105*0815`;
  const isa = `${start}*^*00501*000000001*0*P*`.replaceAll('*', shape.separator);
  const segments = sets.flatMap((claims, at) => {
    const body = [`ST*835*000${at + 1}`, ...HEADER, ...claims];
    return [...body, `SE*${body.length + 1}*000${at + 1}`];
  });
  const all = ['GS*HP*S*R*20260105*0815*1*X*005010X221A1', ...segments, `GE*${sets.length}*1`];
  const written = [...all, 'IEA*1*000000001'].map((segment) => write(segment, shape));
  return `${isa}${shape.component}${shape.terminator}${shape.lineEnd}${written.join('')}`;
}

function write(segment: string, shape: Shape): string {
  const text = segment.replaceAll('*', shape.separator).replaceAll(':', shape.component);
  return text + shape.terminator + shape.lineEnd;
}

function wrap(text: string, columns: number): string {
  return text.replace(new RegExp(`.{${columns}}`, 'g'), '$&\r\n');
}
