package dev.verdigris.core.deployment.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The last rollback of a deployment. It stays in the record while the deployment exists, also after a later build. What
 * was rolled back is known by its objects and, if Verdigris built all of them, by its files.
 *
 * @param at the time at which the server's answer to the swap came, in whole seconds, by the clock of the machine that
 *     ran the rollback; empty if the answer was lost, or if a later run wrote the entry
 * @param role the name of the role that ran it; empty if the record had no room for it, or if a later run wrote the
 *     entry
 * @param token the fencing token that the rollback gave to the state view; an entry with another token is about an
 *     earlier rollback
 * @param next the token that a run is about to give to the state view; if that run is killed after the rename, the
 *     entry is still about the present rollback
 * @param files the digest of the files that were rolled back; empty if they are not known
 * @param commit the commit of these files; empty if it is not known, or if the record had no room for it
 * @param side the digest of the objects that were rolled back
 */
public record RolledBack(
        Optional<Instant> at,
        Optional<String> role,
        FencingToken token,
        Optional<FencingToken> next,
        Optional<Digest> files,
        Optional<String> commit,
        Digest side) {

    public RolledBack {
        at = at.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Whether it is about the rollback whose state view shows this token. */
    public boolean isUnder(FencingToken shown) {
        return shown.equals(token) || next.filter(shown::equals).isPresent();
    }

    /** The same with the role that rolls back. */
    public RolledBack by(String who) {
        return new RolledBack(at, Optional.of(who), token, next, files, commit, side);
    }

    RolledBack at(Instant swapped) {
        return new RolledBack(Optional.of(swapped), role, token, next, files, commit, side);
    }

    RolledBack settled() {
        return new RolledBack(at, role, token, Optional.empty(), files, commit, side);
    }

    RolledBack renamed(FencingToken to) {
        return new RolledBack(at, role, to, Optional.empty(), files, commit, side);
    }

    RolledBack renaming(FencingToken from, FencingToken to) {
        return new RolledBack(at, role, from, Optional.of(to), files, commit, side);
    }

    RolledBack withoutRole() {
        return new RolledBack(at, Optional.empty(), token, next, files, commit, side);
    }

    RolledBack withoutCommit() {
        return new RolledBack(at, role, token, next, files, Optional.empty(), side);
    }
}
