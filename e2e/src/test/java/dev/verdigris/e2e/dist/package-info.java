/**
 * What people install, each in a clean directory without the clone: archives, the Debian package, the image.
 *
 * <p>The tests run where {@code -Dverdigris.dist=DIR} names the directory {@code dist/target} of a build with the profile
 * {@code dist}. Open {@link dev.verdigris.e2e.dist.Distribution} first.
 */
package dev.verdigris.e2e.dist;
