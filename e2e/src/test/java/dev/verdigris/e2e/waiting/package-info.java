/** What waiting for readiness costs, and how soon it sees it. */
@NullMarked
package dev.verdigris.e2e.waiting;

import org.jspecify.annotations.NullMarked;
