package cn.shanshao.allinone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to run a program that refuses to be root. A user namespace comes first; where a container forbids one, an
 * unprivileged user that keeps the right to pass through directories it does not own.
 */
record PlainUser(List<String> prefix, int owner) {
    private static final int NOBODY = 65_534;
    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> DROPPED = List.of(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY,
            "--clear-groups",
            // else access(2) asks with the rights of the real user alone, and finds every directory of root closed
            "--securebits=+no_setuid_fixup",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override");

    static PlainUser choose() {
        if (!isRoot()) return new PlainUser(List.of(), -1);
        if (Shell.run(with(NAMESPACE, List.of("true"))).succeeded()) return new PlainUser(NAMESPACE, 0);
        if (Shell.run(with(DROPPED, List.of("true"))).succeeded()) return new PlainUser(DROPPED, NOBODY);
        throw new PostgresFailure("PostgreSQL does not run as root, and neither 'unshare -U' nor 'setpriv' (util-linux)"
                + " is allowed here: start Shanshao as an ordinary user");
    }

    /** The command in a session of its own, so that Ctrl-C on the terminal does not reach it before its turn. */
    List<String> command(List<String> command) {
        var all = new ArrayList<String>(List.of("setsid"));
        all.addAll(prefix);
        all.addAll(command);
        return List.copyOf(all);
    }

    /** Hands a tree to the user that the server will be, where a start in another way left it to someone else. */
    void own(Path tree) {
        try {
            if (owner < 0 || !Files.exists(tree) || (int) Files.getAttribute(tree, "unix:uid") == owner) return;
        } catch (IOException e) {
            throw new PostgresFailure("cannot look at " + tree, e);
        }
        var done = Shell.run(List.of("chown", "-R", owner + ":" + owner, tree.toString()));
        if (!done.succeeded())
            throw new PostgresFailure("cannot hand " + tree + " to uid " + owner + ": " + done.output());
    }

    private static boolean isRoot() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        } catch (IOException e) {
            throw new PostgresFailure("cannot tell which user this is", e);
        }
    }

    private static List<String> with(List<String> prefix, List<String> command) {
        var all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }
}
