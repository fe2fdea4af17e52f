/**
 * The FEEL functions that a diagram may call, and whether they answer true or false.
 *
 * Left out: functions whose time grows without limit (`matches`, `replace`, `split` read regular expressions), those that
 * answer differently at another moment (`now`, `today`), those that reach into contexts by a computed name
 * (`get value`, `context put` …), and `sort`, which takes a function.
 */
export const FUNCTIONS: ReadonlyMap<string, 'boolean' | 'other'> = new Map([
  ...['not', 'contains', 'starts with', 'ends with', 'list contains', 'all', 'any', 'odd', 'even', 'is'].map(
    (name) => [name, 'boolean'] as const,
  ),
  ...[
    ...['number', 'string', 'string length', 'upper case', 'lower case', 'string join'],
    ...['substring', 'substring before', 'substring after'],
    ...['count', 'min', 'max', 'sum', 'mean', 'median', 'product', 'sublist', 'append', 'concatenate', 'insert before'],
    ...['remove', 'reverse', 'index of', 'union', 'distinct values', 'flatten'],
    ...['decimal', 'floor', 'ceiling', 'abs', 'modulo', 'round up', 'round down', 'round half up', 'round half down'],
    ...['day of year', 'day of week', 'month of year', 'week of year'],
  ].map((name) => [name, 'other'] as const),
])
