package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Argon2id with 19 MiB and two rounds; a few at a time, so that a flood of logins cannot take the memory. */
@Component
class Passwords {
    private static final int AT_A_TIME = 4;

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
    private final Semaphore slots = new Semaphore(AT_A_TIME);
    /** Compared against when the user is unknown, so that the answer takes as long. */
    private final String nobody = argon2.encode("nobody");

    String hash(String password) {
        return argon2.encode(password);
    }

    boolean matches(String password, Account account) {
        return inTurn(password, account.password());
    }

    void pretend(String password) {
        inTurn(password, nobody);
    }

    private boolean inTurn(String password, String hash) {
        try {
            if (!slots.tryAcquire(5, TimeUnit.SECONDS)) {
                throw Problem.busy("too many logins at the moment", 5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.busy("the command centre is stopping", 5);
        }
        try {
            return argon2.matches(password, hash);
        } finally {
            slots.release();
        }
    }
}
