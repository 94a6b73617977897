#!/bin/bash
# SPDX-License-Identifier: MIT
# Each transition of schemas/, up, down and up again, on real rows, by the runner and by the database's
# own shell. What must hold: up gives the new schema as if made afresh; down gives the old one back,
# with every row of it. `roundtrip.sh NAME…` runs only these transitions.
set -eu
. "$(dirname "$0")/lib.sh"
only=("$@")

shape() { db_shape "$1" "$2" >"$work/$3"; }
rows() { db_rows "$1" "$2" >"$work/$3"; }

# create DIALECT NAME SCHEMA: a database with what such a schema takes for granted.
create() {
    db_create "$1" "$2"
    [ ! -e "$schemas/${3%/*}/external.sql" ] || db_load "$1" "$2" "$schemas/${3%/*}/external.sql"
}

# fresh DIALECT SCHEMA: a database made from nothing by the shell, kept for all who compare with it.
fresh() {
    local name=fresh_${2//[^a-z0-9]/_} prefix
    prefix=$work/$name
    if [ ! -e "$prefix.shape" ]; then
        diff_to "$prefix" empty "$schemas/$2.sch"
        create "$1" "$name" "$2"
        db_load "$1" "$name" "$prefix.up.sql" || return 1
        shape "$1" "$name" "$name.shape"
    fi
}

# What the rows must say in the new schema: SQL => value. The figures come from the old rows.
facts() {
    case $1 in
    base_v2) cat <<'SQL' ;;
select count(*) from genre_taxonomy where active => 20
select count(*) from activities => 250
SQL
    v1_v2*) cat <<'SQL' ;;
select count(avg_session_length_minutes), sum(avg_session_length_minutes) from user_temporal_metrics => 210|19509.12
select count(preferred_genres), count(preferred_watch_times), count(device_split) from user_temporal_metrics => 225|225|210
select preferred_genres from user_temporal_metrics where user_id = 'O''Hara 5 "Zoë"' => {Sci-Fi,l'été}
select count(*), sum(extract(epoch from computed_at)) from user_temporal_metrics => 300|466576511006.249730
select count(*) from user_temporal_metrics where extended_metrics ?| '{avgSessionLength,deviceSplit}' => 0
select count(*), count(screen_size), max(length(screen_size)) from user_device_preferences => 655|322|20
select count(user_id), sum(response_size_bytes), max(duration_ms) from recommendation_performance_logs => 300|68414400|2147483647
select error_type, count(*) from recommendation_performance_logs where error_type = 'Timeout' group by 1 => Timeout|38
select count(*) filter (where clicked), count(*) filter (where watched), count(*) from recommendation_quality_metrics => 333|250|1000
select count(*), count(utelly_genre), count(watchmode_genre) from genre_taxonomy => 22|5|11
select seasonal_boost_key from genre_taxonomy where canonical_genre = 'Mystery' => supernatural
SQL
    v25*_v32) cat <<'SQL' ;;
select count(*), count(deleted_at) from atp.media => 500|25
select count(*) from atp.engineered where created_at is null or updated_at is null => 0
select count(*) from information_schema.columns where table_schema = 'atp' and table_name = 'movies' => 36
select has_table_privilege('rear_diff', 'atp.movies', 'select') => t
select count(*) from atp.movies => 150
SQL
    v25_normalized) cat <<'SQL' ;;
select count(*) from atp.media => 500
select count(*) from pg_constraint where contype = 'f' and confrelid = 'atp.media_metadata'::regclass => 3
SQL
    legacy_foundation) cat <<'SQL' ;;
select count(*) from subscription_plans => 3
select count(*) from photos => 360
select count(*) from validate_migration_consistency() => 4
SQL
    foundation_normalized) cat <<'SQL' ;;
select count(*) from media_files => 450
select count(*) from generation_jobs where output_file_id is not null => 30
select count(*) from users where language like 'zh%' => 9
select count(*), count(distinct display_order) from project_media => 360|3
select count(*) from pg_tables where schemaname = 'public' and tablename in ('photos', 'subscriptions') => 0
select sum(total_quantity) from monthly_usage_summary => 357036776.4000
select count(*), count(distinct tableoid) from usage_records => 240|4
SQL
    june_july) cat <<'SQL' ;;
select count(*) from petri_observations o join submissions s using (submission_id) where o.company_id = s.company_id => 200
select count(*) from sites where drawing ->> 'units' = 'ft' => 12
select count(*) from gasifier_observations where flow_rate = 6 => 100
SQL
    july_august) cat <<'SQL' ;;
select count(*) from petri_observations_old => 200
select count(*) from petri_observations => 0
select partstrat, count(*) from pg_partitioned_table group by 1 => l|2
select count(*) from pg_policies where schemaname = 'public' and tablename in ('petri_observations', 'petri_observations_old') => 8
select petri_trend, count(*) from site_snapshots where petri_trend = 'Steady' group by 1 => Steady|30
SQL
    august_nested) cat <<'SQL' ;;
select count(*) from petri_observations => 200
select count(*) from petri_obs_rest => 100
select count(*) > 1 from (select distinct tableoid from petri_observations where tableoid::regclass::text ~ '_2025_') as m => t
select level, count(*) from pg_partition_tree('petri_observations') group by 1 order by 1 limit 1 => 0|1
SQL
    shipped_v2) cat <<'SQL' ;;
select count(*), sum(typeof(duration) = 'text') from downloads_v1 => 594|255
select count(*) from downloads => 0
select count(*) from platforms => 5
SQL
    early_v2) cat <<'SQL' ;;
select count(*), sum(duration_seconds), sum(view_count) from content => 494|149871|923390
select count(*) from content where platform_id = (select id from platforms where name = 'other') => 164
select count(*) from content where platform_content_id glob '0*' and typeof(platform_content_id) = 'text' => 124
select count(*), count(output_directory), sum(error_count), sum(current_speed_bps) from downloads => 592|592|395|68114985
select count(*) from download_sessions_early => 395
select count(*) from download_errors where occurred_at = created_at => 395
select count(*) from pragma_foreign_key_check => 0
SQL
    esac
}

fact_holds() { # DIALECT NAME SQL VALUE
    local value
    value=$(db_ask "$1" "$2" "$3")
    [ "$value" = "$4" ] || { echo "expected $4, was $value"; return 1; }
}

facts_hold() { # NAME DIALECT DATABASE
    local line
    while read -r line; do
        tap "$1: ${line%% => *}" fact_holds "$2" "$3" "${line%% => *}" "${line##* => }" || true
    done < <(facts "$1")
}

validate_holds() { runner validate "$1" "$2" "$3"; }

# transition NAME DIALECT OLD NEW ROWS CHANGE; OLD is empty, or a schema below schemas/; ROWS and CHANGE may be -.
transition() {
    local name=$1 dialect=$2 old=$3 new=$4 rows=$5 change=$6 dir=$work/$1
    local run=run_$1 alone=alone_$1 target=fresh_${4//[^a-z0-9]/_}.shape
    if [ ${#only[@]} -gt 0 ] && [[ " ${only[*]} " != *" $name "* ]]; then return; fi
    [ "$change" = - ] && change= || change=$schemas/$change.sch
    mkdir -p "$dir"

    tap "$name: $new can be made from nothing" fresh "$dialect" "$new" || return 0
    if [ "$old" = empty ]; then
        tap "$name: diff" diff_to "$dir/0002_$name" empty "$schemas/$new.sch" "$change" || return 0
        create "$dialect" "$run" "$new"
        create "$dialect" "$alone" "$new"
    else
        tap "$name: diff from nothing to $old" diff_to "$dir/0001_old" empty "$schemas/$old.sch" || return 0
        create "$dialect" "$run" "$new"
        tap "$name: up to $old" runner up "$dialect" "$run" "$dir" || return 0
        create "$dialect" "$alone" "$new"
        tap "$name: $old by the shell" db_load "$dialect" "$alone" "$dir/0001_old.up.sql" || return 0
        tap "$name: rows load" db_load "$dialect" "$run" "$schemas/$rows.sql" || return 0
        db_load "$dialect" "$alone" "$schemas/$rows.sql"
        tap "$name: diff" diff_to "$dir/0002_$name" "$schemas/$old.sch" "$schemas/$new.sch" "$change" || return 0
    fi
    shape "$dialect" "$run" "$name.old.shape"
    rows "$dialect" "$run" "$name.old.rows"

    tap "$name: up" runner up "$dialect" "$run" "$dir" || return 0
    tap "$name: validate" validate_holds "$dialect" "$run" "$dir" || true
    shape "$dialect" "$run" "$name.new.shape"
    tap "$name: up gives the new schema" same "$work/$target" "$work/$name.new.shape" || true
    facts_hold "$name" "$dialect" "$run"
    tap "$name: another up does nothing" runner up "$dialect" "$run" "$dir" || true

    tap "$name: down" runner down "$dialect" "$run" "$dir" || return 0
    shape "$dialect" "$run" "$name.back.shape"
    rows "$dialect" "$run" "$name.back.rows"
    tap "$name: down gives the old schema back" same "$work/$name.old.shape" "$work/$name.back.shape" || true
    tap "$name: down gives every row back" same "$work/$name.old.rows" "$work/$name.back.rows" || true

    tap "$name: up again" runner up "$dialect" "$run" "$dir" || return 0
    shape "$dialect" "$run" "$name.again.shape"
    tap "$name: up again gives the new schema" same "$work/$target" "$work/$name.again.shape" || true

    tap "$name: the file alone goes up" db_load "$dialect" "$alone" "$dir/0002_$name.up.sql" || return 0
    shape "$dialect" "$alone" "$name.alone.shape"
    tap "$name: the file alone gives the new schema" same "$work/$target" "$work/$name.alone.shape" || true
    if [ "$dialect" = postgres ]; then
        pg_dump_schema "live_$$_$run" >"$work/$name.run.dump"
        pg_dump_schema "live_$$_$alone" >"$work/$name.alone.dump"
        tap "$name: pg_dump sees shell and runner alike" same_lines "$work/$name.run.dump" "$work/$name.alone.dump" || true
    fi
    tap "$name: the file alone goes down" db_load "$dialect" "$alone" "$dir/0002_$name.down.sql" || return 0
    shape "$dialect" "$alone" "$name.alone.back.shape"
    rows "$dialect" "$alone" "$name.alone.back.rows"
    tap "$name: the file alone gives the old schema back" same "$work/$name.old.shape" "$work/$name.alone.back.shape" || true
    tap "$name: the file alone gives every row back" same "$work/$name.old.rows" "$work/$name.alone.back.rows" || true
}

# A column that came back stands at its table's end: lines are compared whatever their order.
same_lines() { same <(sed 's/,$//' "$1" | LC_ALL=C sort) <(sed 's/,$//' "$2" | LC_ALL=C sort); }

transition base     postgres empty                   bingeboard/base            -                      -
transition base_v2  postgres bingeboard/base         bingeboard/v2              bingeboard/rows_base   bingeboard/base_to_v2
transition v1_v2    postgres bingeboard/v1           bingeboard/v2              bingeboard/rows_v1     bingeboard/v1_to_v2
transition shipped  sqlite   empty                   downloads/shipped_1_2_1    -                      -
transition early    sqlite   empty                   downloads/early_2_0        -                      -
transition shipped_v2 sqlite downloads/shipped_1_2_1 downloads/v2_from_shipped  downloads/rows_shipped downloads/shipped_to_v2
transition early_v2 sqlite   downloads/early_2_0     downloads/v2_from_early    downloads/rows_early   downloads/early_to_v2
transition v1_base  postgres bingeboard/v1           bingeboard/base            bingeboard/rows_v1     -
DIFF_OPTIONS=--online transition v1_v2_online postgres bingeboard/v1 bingeboard/v2     bingeboard/rows_v1     bingeboard/v1_to_v2
transition v25_v32  postgres mediapipeline/v25           mediapipeline/v32        mediapipeline/rows_v25 mediapipeline/v25_to_v32
transition v25_drifted_v32 postgres mediapipeline/v25_drifted mediapipeline/v32   mediapipeline/rows_v25 mediapipeline/v25_to_v32
transition v25_normalized postgres mediapipeline/v25     mediapipeline/normalized mediapipeline/rows_v25 mediapipeline/v25_to_normalized
transition legacy_foundation postgres photomemory/legacy photomemory/foundation   photomemory/rows_legacy photomemory/legacy_to_foundation
transition foundation_normalized postgres photomemory/foundation photomemory/normalized photomemory/rows_moved photomemory/foundation_to_normalized
transition june_july postgres fieldreports/june fieldreports/july fieldreports/rows_june fieldreports/june_to_july
transition july_august postgres fieldreports/july fieldreports/august fieldreports/rows_july fieldreports/july_to_august
transition august_nested postgres fieldreports/august fieldreports/nested fieldreports/rows_august fieldreports/august_to_nested
tap_end
