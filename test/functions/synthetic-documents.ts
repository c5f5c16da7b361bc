// A list of documents for the people of a synthetic remittance who have lines with KX: what the
// doors and the other host are given alike.

const HEAD = 'beneficiary,discipline,kind,date,signed_on,signer_role,location';

export interface SyntheticList {
  readonly head: string;
  readonly rows: readonly string[];
}

export function syntheticDocuments(remittance: Uint8Array): SyntheticList {
  const loops = Buffer.from(remittance)
    .toString('latin1')
    .split(/~\s*CLP[*]/);
  const rows = loops.flatMap((loop) => {
    const mbi = /NM1\*QC\*[^~]*\*MI\*(\w+)/.exec(loop)?.[1];
    const discipline = /SVC\*HC:\w+:(G[PON]):KX/.exec(loop)?.[1];
    const day = /DTM\*472\*(\d{4})(\d\d)(\d\d)/.exec(loop)?.slice(1).join('-');
    if (mbi === undefined || discipline === undefined || day === undefined) return [];
    const signed = `${day},therapist`;
    return ['evaluation', 'plan_of_care', 'treatment_note'].map(
      (kind) => `${mbi},${discipline},${kind},${day},${signed},"binder, ${kind}"`,
    );
  });
  if (rows.length < 6) throw new Error('the remittance has too few lines with KX');
  return { head: HEAD, rows: [...new Set(rows)] };
}

export function listText({ head, rows }: SyntheticList): Uint8Array {
  return Buffer.from(`${[head, ...rows].join('\r\n')}\r\n`);
}
