import type { ResultsNew } from '../../src/models/index.js';

/** What was ordered, with all that a result needs but the result itself. */
export type Order = Omit<ResultsNew['Orders'][number], 'Results'> & {
  Procedure: { Code: string; Codeset: string; Description: string };
};

/** A patient as the portal's back end knows them; nothing of this reaches a page. */
export interface Patient {
  /** The portal's own account. */
  account: string;
  chart: ResultsNew['Patient'];
  /** What was ordered for the patient, by the word that the lab page uses for it. */
  orders: Readonly<Record<LabTest, Order>>;
}

/** The tests that the lab page offers. */
export const LAB_TESTS = ['blood-count', 'lipids', 'urinalysis'] as const;
export type LabTest = (typeof LAB_TESTS)[number];

/** Who the practice's documents are filed under. */
export const PROVIDER = {
  ID: '4356789876',
  IDType: 'NPI',
  FirstName: 'Ines',
  LastName: 'Okafor',
  Credentials: ['MD'],
};

const order = (number: number, loinc: string, description: string): Order => ({
  ID: `WM-${number}`,
  Status: 'Resulted',
  Procedure: { Code: loinc, Codeset: 'LOINC', Description: description },
  Provider: { ...PROVIDER, NPI: PROVIDER.ID },
});

const ordersFrom = (first: number): Patient['orders'] => ({
  'blood-count': order(first, '58410-2', 'Complete blood count panel by automated count'),
  lipids: order(first + 1, '24331-1', 'Lipid panel in serum or plasma'),
  urinalysis: order(first + 2, '24356-8', 'Urinalysis complete panel'),
});

/** Invented people: none of them exists. */
export const PATIENTS: readonly [Patient, ...Patient[]] = [
  {
    account: 'account-1',
    chart: {
      Identifiers: [{ ID: '00481173', IDType: 'MR' }],
      Demographics: { FirstName: 'Rosalind', LastName: 'Achterberg', DOB: '1957-03-08', Sex: 'Female' },
    },
    orders: ordersFrom(70311),
  },
  {
    account: 'account-2',
    chart: {
      Identifiers: [{ ID: '00502986', IDType: 'MR' }],
      Demographics: { FirstName: 'Tobias', LastName: 'Nkemelu', DOB: '1989-11-21', Sex: 'Male' },
    },
    orders: ordersFrom(70458),
  },
  {
    account: 'account-3',
    chart: {
      Identifiers: [{ ID: '00519402', IDType: 'MR' }],
      Demographics: { FirstName: 'Mireille', LastName: 'Castellanos', DOB: '2001-06-30', Sex: 'Female' },
    },
    orders: ordersFrom(70622),
  },
];
