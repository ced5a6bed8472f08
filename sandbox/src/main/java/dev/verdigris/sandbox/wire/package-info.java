/**
 * The PostgreSQL wire protocol, version 3.0 (PostgreSQL documentation, chapter 55): bytes to messages and back.
 *
 * <p>Here is the shape of messages only. What a message means, and whether it may come now, is the session's business;
 * sockets are the server's. Open {@link dev.verdigris.sandbox.wire.FrontendMessage} first.
 */
@NullMarked
package dev.verdigris.sandbox.wire;

import org.jspecify.annotations.NullMarked;
