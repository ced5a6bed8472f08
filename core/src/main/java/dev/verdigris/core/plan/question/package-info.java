/** What verbs that change nothing ask of an environment. */
@NullMarked
package dev.verdigris.core.plan.question;

import org.jspecify.annotations.NullMarked;
