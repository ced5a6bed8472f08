/**
 * A model of three actors on one server: two environments and a user of dbt. Random scripts interleave their steps, and
 * invariants are judged after each. Open {@link dev.verdigris.engine.model.Script} first.
 */
package dev.verdigris.engine.model;
