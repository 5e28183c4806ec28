package cn.shanshao.center.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM (NIST SP 800-38D): twelve bytes that are used once, then what they seal. */
public final class Seal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** To look one up costs more than to seal a message with it. */
    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(Seal::cipher);

    private Seal() {}

    /** @param owner whom it belongs to: nobody can pass it off as another's */
    public static byte[] seal(SecretKey key, String owner, byte[] plain) {
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, 0, owner);
            var sealed = new byte[NONCE + cipher.getOutputSize(plain.length)];
            System.arraycopy(nonce, 0, sealed, 0, NONCE);
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has AES-GCM", e);
        }
    }

    /** What was sealed for nobody in particular was so with that key, and not changed since. */
    public static boolean fits(SecretKey key, byte[] sealed) {
        try {
            open(key, "", sealed);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        }
    }

    /** @throws AEADBadTagException when it was changed, belongs to another, or was sealed with another key */
    public static byte[] open(SecretKey key, String owner, byte[] sealed) throws AEADBadTagException {
        try {
            return cipher(Cipher.DECRYPT_MODE, key, sealed, 0, owner).doFinal(sealed, NONCE, sealed.length - NONCE);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open what is sealed", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, int offset, String owner)
            throws GeneralSecurityException {
        var cipher = CIPHERS.get();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has AES-GCM", e);
        }
    }
}
