// How an ingest is told, from summaries made by hand: what a person must see to comes first, and a
// message carries no more than its four fields.

import { describe, expect, it } from '@jest/globals';
import { toCents } from '../../lib/domain/money.js';
import {
  addMessage,
  countClaim,
  newIngestSummary,
  type IngestMessage,
  type IngestSummary,
} from '../../lib/pipeline/ingest-summary.js';
import { ingestJson, ingestText, isReadWhole, placeText } from '../../cli/ingest-report.js';

const PLACE = { file: 'a.835', interchange: 1, transaction: '0001', segment: 7, byteOffset: 310 };

function message(severity: IngestMessage['severity'], reason: string): IngestMessage {
  return { severity, reason, message: `about ${reason}`, position: PLACE };
}

function summaryOf(edit: (summary: IngestSummary) => void): IngestSummary {
  const summary = newIngestSummary();
  summary.files = 2;
  summary.bytes = 1_234_567;
  for (const count of [summary.read, summary.fates.current]) countClaim(count, 3, toCents(15_000));
  edit(summary);
  return summary;
}

describe('ingestText', () => {
  it('shows the fates that occurred, and their sum', () => {
    const text = ingestText(summaryOf(() => undefined));

    expect(text.split('\n')).toEqual([
      'Read 2 files (1.2 MB).',
      '               claims  lines  charges',
      '  current           1      3  $150.00',
      '  read in all       1      3  $150.00',
      'Every line read is accounted for.',
    ]);
  });

  it('cries out when a line is missing', () => {
    const text = ingestText(summaryOf(({ read }) => countClaim(read, 1, toCents(1))));

    expect(text).toContain('LINES ARE MISSING');
    expect(text).not.toContain('Every line read is accounted for');
  });

  it('puts what was not read before warnings, and counts what it does not show', () => {
    const text = ingestText(
      summaryOf((summary) => {
        for (let at = 0; at < 12; at += 1) addMessage(summary, message('warning', 'COUNT_WRONG'));
        addMessage(summary, message('refused', 'TRUNCATED'));
      }),
    );

    expect(text).toContain('13 things to know about this input: COUNT_WRONG 12, TRUNCATED 1');
    expect(text.indexOf('not read: about TRUNCATED')).toBeLessThan(text.indexOf('warning: about'));
    expect(text).toContain('... 3 more (--json shows more)');
  });

  it.each([
    [1, 1, 1, ['It could not be read at all.']],
    [3, 2, 2, ['2 could not be read at all.']],
    [1, 0, 1, ['Reading broke off before the end of a file: get it again, whole.']],
    [
      2,
      1,
      2,
      [
        '1 could not be read at all.',
        'Reading broke off before the end of a file: get it again, whole.',
      ],
    ],
  ])('of %d files, %d unreadable, %d refusals: says so', (files, unreadable, refusals, lines) => {
    const summary = summaryOf((each) => {
      each.files = files;
      each.unreadableFiles = unreadable;
      for (let at = 0; at < refusals; at += 1) addMessage(each, message('refused', 'EMPTY'));
    });

    expect(
      ingestText(summary)
        .split('\n')
        .slice(1, 1 + lines.length),
    ).toEqual(lines);
    expect(isReadWhole(summary)).toBe(false);
  });
});

describe('ingestJson', () => {
  it('keeps a message to its four fields, whatever else it carries', () => {
    const loaded = {
      ...message('quarantined', 'NO_PAYER'),
      rawText: 'CLP*X',
      identity: { id: '1' },
    };
    const summary = summaryOf((each) => addMessage(each, loaded));

    expect(ingestJson(summary)).toMatchObject({
      isBalanced: true,
      isReadWhole: true,
      messages: [message('quarantined', 'NO_PAYER')],
    });
    expect(JSON.stringify(ingestJson(summary))).not.toMatch(/CLP|identity/);
  });
});

describe('placeText', () => {
  it.each([
    [PLACE, 'a.835, interchange 1, ST 0001, segment 7, byte 310'],
    [{ ...PLACE, transaction: null }, 'a.835, interchange 1, segment 7, byte 310'],
    [{ ...PLACE, interchange: 0, transaction: null, segment: 0, byteOffset: 0 }, 'a.835, byte 0'],
  ])('%j', (place, text) => {
    expect(placeText(place)).toBe(text);
  });
});
