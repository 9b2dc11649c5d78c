/** Functions that a stranger's statement may call. Each gives back no more than it is given, or a little more: none makes large values of small ones. */
const LISTS = [
  // operators, which the parser also writes as functions
  '+ - * / // % ** ^ & | ~ << >> || ! = <> ~~ !~~ ~~* !~~* ~~~ like_escape not_like_escape ilike_escape not_ilike_escape',
  // aggregates
  'count count_star count_if countif sum sum_no_overflow fsum avg mean favg min max median mode mad first last any_value arbitrary',
  'arg_min arg_max argmin argmax min_by max_by quantile quantile_cont quantile_disc approx_quantile approx_count_distinct percentile_cont percentile_disc',
  'stddev stddev_pop stddev_samp variance var_pop var_samp corr covar_pop covar_samp regr_slope regr_intercept regr_r2 regr_count skewness kurtosis entropy',
  'bool_and bool_or product geomean geometric_mean string_agg group_concat listagg',
  // windows
  'row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value rank_dense',
  // numbers
  'abs ceil ceiling floor round round_even trunc sign sqrt cbrt exp ln log log2 log10 pow power mod fmod greatest least isnan isinf isfinite add subtract multiply divide',
  // text
  'lower upper lcase ucase length len strlen char_length character_length substr substring left right trim ltrim rtrim replace concat concat_ws',
  'starts_with ends_with suffix prefix contains instr position strpos split_part reverse ascii chr unicode regexp_matches regexp_replace',
  'regexp_extract regexp_full_match like ilike format_bytes levenshtein editdist3 jaro_winkler_similarity jaccard damerau_levenshtein',
  // times
  'date_trunc datetrunc date_part datepart date_diff datediff date_sub datesub date_add strftime strptime try_strptime make_date make_timestamp',
  'year quarter month week day hour minute second millisecond microsecond dayofweek isodow weekday dayofmonth dayofyear weekofyear yearweek isoyear',
  'dayname monthname last_day epoch epoch_ms epoch_us to_timestamp time_bucket timezone age century decade era',
  'to_years to_quarters to_months to_weeks to_days to_hours to_minutes to_seconds to_milliseconds to_microseconds',
  'now current_date get_current_timestamp today current_localtimestamp',
  // choices
  'coalesce ifnull nullif if constant_or_null typeof hash',
  // lists, as far as list literals, IN and unnest need them
  'list_value array_value list_contains array_contains list_has array_has row struct_pack list_element list_extract array_extract struct_extract',
]

export const FUNCTIONS: ReadonlySet<string> = new Set(LISTS.flatMap((line) => line.split(' ')))

/** Functions that may stand in FROM. */
export const TABLE_FUNCTIONS: ReadonlySet<string> = new Set(['range', 'generate_series', 'unnest'])
