import { localDate, type LocalDate } from '../values/local-date.ts'

export interface BankHoliday {
  readonly day: LocalDate
  readonly name: string
}

/**
 * The bank holidays of England, weekdays only, substitutes and days by royal proclamation included.
 *
 * Outside `from` to `to` nothing is known and nothing may be guessed. A new proclamation is a new `version`, which is
 * shown with every date, so that dates worked out with the older list can be found. 2027 and 2028 follow the rule; a
 * proclamation can still add to them.
 */
export const ENGLAND_BANK_HOLIDAYS = {
  version: '2026-11-22',
  from: localDate('2018-01-01'),
  to: localDate('2028-12-31'),
  source: {
    title: 'UK bank holidays, England and Wales',
    url: 'https://www.gov.uk/bank-holidays',
    attribution:
      'Contains public sector information licensed under the Open Government Licence v3.0. Typed by hand and compared with a list computed independently.',
  },
  holidays: [
    ...usual(2018, '01-01', '03-30', '04-02', '05-07', '05-28', '08-27', '12-25', '12-26'),
    ...usual(2019, '01-01', '04-19', '04-22', '05-06', '05-27', '08-26', '12-25', '12-26'),
    ...usual(2020, '01-01', '04-10', '04-13', '05-08', '05-25', '08-31', '12-25', '12-28', {
      '05-08': 'early May bank holiday moved to Friday for VE Day',
      '12-28': 'substitute day for Boxing Day',
    }),
    ...usual(2021, '01-01', '04-02', '04-05', '05-03', '05-31', '08-30', '12-27', '12-28', {
      '12-27': 'substitute day for Christmas Day',
      '12-28': 'substitute day for Boxing Day',
    }),
    ...usual(2022, '01-03', '04-15', '04-18', '05-02', '06-02', '08-29', '12-27', '12-26', {
      '01-03': 'substitute day for New Year’s Day',
      '06-02': 'spring bank holiday moved to Thursday for the Platinum Jubilee',
      '12-27': 'substitute day for Christmas Day',
    }),
    once('2022-06-03', 'Platinum Jubilee of Queen Elizabeth II'),
    once('2022-09-19', 'State Funeral of Queen Elizabeth II'),
    ...usual(2023, '01-02', '04-07', '04-10', '05-01', '05-29', '08-28', '12-25', '12-26', {
      '01-02': 'substitute day for New Year’s Day',
    }),
    once('2023-05-08', 'Coronation of King Charles III'),
    ...usual(2024, '01-01', '03-29', '04-01', '05-06', '05-27', '08-26', '12-25', '12-26'),
    ...usual(2025, '01-01', '04-18', '04-21', '05-05', '05-26', '08-25', '12-25', '12-26'),
    ...usual(2026, '01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28', {
      '12-28': 'substitute day for Boxing Day',
    }),
    ...usual(2027, '01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28', {
      '12-27': 'substitute day for Christmas Day',
      '12-28': 'substitute day for Boxing Day',
    }),
    ...usual(2028, '01-03', '04-14', '04-17', '05-01', '05-29', '08-28', '12-25', '12-26', {
      '01-03': 'substitute day for New Year’s Day',
    }),
  ] satisfies readonly BankHoliday[],
} as const

/** The eight holidays of every year in their usual order, `MM-DD`; `names` for those that fell out of the usual. */
function usual(
  year: number,
  newYear: string,
  goodFriday: string,
  easterMonday: string,
  earlyMay: string,
  spring: string,
  summer: string,
  christmas: string,
  boxing: string,
  names: Readonly<Record<string, string>> = {},
): readonly BankHoliday[] {
  const days = [
    [newYear, 'New Year’s Day'],
    [goodFriday, 'Good Friday'],
    [easterMonday, 'Easter Monday'],
    [earlyMay, 'early May bank holiday'],
    [spring, 'spring bank holiday'],
    [summer, 'summer bank holiday'],
    [christmas, 'Christmas Day'],
    [boxing, 'Boxing Day'],
  ] as const
  return days.map(([day, name]) => once(`${year}-${day}`, names[day] ?? name))
}

function once(day: string, name: string): BankHoliday {
  return { day: localDate(day), name }
}
