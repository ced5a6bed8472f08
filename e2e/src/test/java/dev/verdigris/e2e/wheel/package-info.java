/** The Python package, installed as a stranger installs it. */
package dev.verdigris.e2e.wheel;
