package dev.verdigris.sandbox.statement.name;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keywords of Materialize's grammar (Materialize docs: sql/identifiers). Only the reserved ones cannot be names.
 */
public final class Keywords {

    private static final Set<String> RESERVED =
            words("with select where group having order limit offset fetch options returning union except intersect"
                    + " from join on using as cross inner left right full natural");

    /** The keywords that are printed in capitals in a query. */
    private static final Set<String> IN_QUERIES = words(
            "with select where group by having order limit offset fetch union except intersect from join on using as"
                    + " cross inner left right full natural lateral values and or not in is null true false case when then"
                    + " else end between like ilike exists distinct all any some asc desc nulls first last cast insert into"
                    + " update set delete returning default interval recursive array over partition rows range filter"
                    + " within table outer extract");

    private static final Set<String> KNOWN = words("""
                    abort access action add added address addresses after aggregate aggregation aligned all alter
                    analysis analyze and any append apply arity arranged arrangement array as asc assert assume at
                    auction authority auto availability avro aws batch begin between bigint billed body boolean both
                    bpchar broken broker brokers by bytes capture cardinality cascade case cast catalog certificate
                    chain chains char character characteristics check class client clock close cluster clusters
                    coalesce collate column columns comment commit committed compaction compatibility compression
                    compute computectl config confluent connection connections constraint copy count counter create
                    createcluster createdb createnetworkpolicy createrole creation credential cross csv current cursor
                    database databases datums day days deallocate debezium debug debugging dec decimal declare default
                    defaults delete delimited delimiter delta desc details discard disk distinct doc dot double drop
                    duration eager element else enable end endpoint enforced envelope error errors escape estimate
                    every except exclude execute exists expected experimental explain expose external extract factor
                    false fast features fetch fields file filter first fixpoint float following for foreign format
                    forward from full fullname function fusion gcp generator grant greatest group groups having header
                    headers hints history hold host hour hours humanized hydration iceberg id identifiers ids if
                    ignore ilike implementations in include index indexes info inherit inline inner input insert
                    inspect instance int integer internal intersect interval into introspection is isnull isolation
                    join joins json kafka key keys last lateral latest leading least left legacy level like limit
                    linear linger list load local locally log logical login lowering managed manual map marketing
                    materialize materialized max mechanisms membership memory message metadata metric minute minutes
                    mode month months mutually mysql name names namespace natural negative network new next nfc nfd nfkc nfkd
                    no nocreatecluster nocreatedb nocreaterole node noinherit nologin non none nosuperuser not notice
                    notices null nullif nulls oauth2 objects of offset on only operator optimized optimizer options or
                    order ordinality outer over owned owner partition partitions password path pattern physical plan
                    plans policies policy port position postgres preceding precision prefix prepare primary
                    privatelink privileges progress protobuf protocol public publication pushdown qualify query quote
                    raise range rate raw read ready real reassign recursion recursive redacted reduce reference
                    references refresh regex region registry relation rename reoptimize repeatable replace replacement
                    replan replica replicas replication reset respect restrict retain return returning revoke right
                    role roles rollback rotate row rows rules sasl scale scaling schedule schema schemas scope second
                    seconds secret secrets security seed select sequences serializable server service session set
                    shard show sink sinks size smallint snapshot some source sources sql ssh ssl start stdin stdout
                    storage storagectl strategy strict string strong subscribe subsource subsources substring
                    superuser swap syntax system table tables tail temp temporary test text then tick time timeout
                    timestamp timestamptz timing to token topic tpch trace trailing transaction transactional
                    transform trim true tunnel type types unbounded uncommitted union unique unit unknown unnest until
                    up update upsert url usage user username users using validate value values varchar variadic
                    varying verbose version view views wait warehouse warning webhook when where while window wire
                    with within without work workers workload write year years zone zones
                    """);

    private Keywords() {}

    /** Whether the lower-case word is a keyword. */
    public static boolean isKeyword(String word) {
        return KNOWN.contains(word) || RESERVED.contains(word);
    }

    /** Whether the lower-case word cannot be a name without quotes. */
    public static boolean isReserved(String word) {
        return RESERVED.contains(word);
    }

    /** Whether the lower-case word is printed in capitals inside a query. */
    public static boolean isQueryKeyword(String word) {
        return IN_QUERIES.contains(word);
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }
}
