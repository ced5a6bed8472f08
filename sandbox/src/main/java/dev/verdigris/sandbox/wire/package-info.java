/**
 * The PostgreSQL wire protocol, version 3.0 (PostgreSQL documentation, chapter 55): bytes to messages and back.
 *
 * <p>This package contains the form of messages only. The session package gives them their meaning; the server package
 * has the sockets. Open {@link dev.verdigris.sandbox.wire.FrontendMessage} first.
 */
@NullMarked
package dev.verdigris.sandbox.wire;

import org.jspecify.annotations.NullMarked;
