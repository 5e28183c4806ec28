package cn.shanshao.allinone;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * The administrator's generated password. It waits in a file that only this user may read until the box with it has been
 * shown, so that a start that fails half-way does not lock everybody out; then it is kept nowhere but as a hash.
 */
record FirstPassword(Home home, Optional<String> text) {
    private static final String FILE = "first-password";

    /** @param firstStart whether there is no database yet */
    static FirstPassword of(Home home, boolean firstStart) {
        try {
            var file = home.part(FILE);
            if (Files.exists(file))
                return new FirstPassword(
                        home, Optional.of(Files.readString(file).strip()));
            if (!firstStart) return new FirstPassword(home, Optional.empty());
            var password = Secrets.generate().substring(0, 16);
            home.write(FILE, password + "\n");
            return new FirstPassword(home, Optional.of(password));
        } catch (IOException e) {
            throw new StartFailure(
                    "cannot keep " + FILE + ": " + e.getMessage(), "make room or rights in " + home.dir(), e);
        }
    }

    void wasShown() {
        try {
            Files.deleteIfExists(home.part(FILE));
        } catch (IOException e) {
            // Then it is shown again at the next start.
        }
    }
}
