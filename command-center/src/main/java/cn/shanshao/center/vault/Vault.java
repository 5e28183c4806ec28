package cn.shanshao.center.vault;

import cn.shanshao.center.Columns;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Seals what is personal. Each owner has a key of its own: once that is dropped, nothing sealed with it can be read any
 * more, in no backup of the database that is younger and in no trail. The key that wraps them is a file outside the
 * database.
 */
@Component
@Transactional
public class Vault {
    private static final Logger log = LoggerFactory.getLogger(Vault.class);
    private static final String CHECK = "vault";
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcTemplate jdbc;
    private final SecretKey wrap;
    private final SecretKey index;

    Vault(JdbcTemplate jdbc, VaultSettings settings) {
        this.jdbc = jdbc;
        var master = master(settings);
        wrap = master.derive("wrap");
        index = master.derive("index");
        confirm(settings);
    }

    private MasterKey master(VaultSettings settings) {
        var file = settings.key();
        if (Files.exists(file)) {
            return MasterKey.read(file);
        }
        if (!isEmpty()) {
            throw new IllegalStateException("%s is missing, without which nobody can read the personal data in the"
                            .formatted(file.toAbsolutePath())
                    + " database: put the file back from your backup");
        }
        return MasterKey.make(file);
    }

    private boolean isEmpty() {
        return Boolean.TRUE.equals(jdbc.queryForObject("select not exists (select from vault_check)", Boolean.class));
    }

    private void confirm(VaultSettings settings) {
        var plain = CHECK.getBytes(StandardCharsets.UTF_8);
        jdbc.update(
                "insert into vault_check (sealed) values (?) on conflict do nothing", Seal.seal(wrap, CHECK, plain));
        var sealed = jdbc.queryForObject("select sealed from vault_check", byte[].class);
        try {
            Seal.open(wrap, CHECK, sealed);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException(
                    "%s is not the key that the personal data in the database were sealed with"
                            .formatted(settings.key().toAbsolutePath()),
                    e);
        }
    }

    public byte[] seal(String owner, byte[] plain) {
        return seal(Map.of(owner, plain)).get(owner);
    }

    /** The same for many owners at once; those that have no key yet get one. */
    public Map<String, byte[]> seal(Map<String, byte[]> plains) {
        var keys = keys(plains.keySet());
        keys.putAll(fresh(plains.keySet().stream()
                .filter(owner -> !keys.containsKey(owner))
                .toList()));
        var sealed = new HashMap<String, byte[]>();
        plains.forEach((owner, plain) -> {
            var key = keys.get(owner);
            if (key == null) {
                throw new IllegalStateException("the key of %s was changed outside this program".formatted(owner));
            }
            sealed.put(owner, Seal.seal(key, owner, plain));
        });
        return sealed;
    }

    /** Keys for those that have none; somebody else may have made one meanwhile: his holds. */
    private Map<String, SecretKey> fresh(List<String> owners) {
        if (owners.isEmpty()) {
            return Map.of();
        }
        var made = new HashMap<String, SecretKey>();
        for (var owner : owners) {
            var bytes = new byte[KEY_BYTES];
            RANDOM.nextBytes(bytes);
            made.put(owner, new SecretKeySpec(bytes, "AES"));
        }
        var all = new Columns<>(owners);
        var stored = jdbc.queryForList(
                "insert into vault_key (owner, wrapped) select * from unnest(cast(? as text[]), cast(? as bytea[]))"
                        + " on conflict do nothing returning owner",
                String.class,
                all.texts(owner -> owner),
                all.bytes(owner -> Seal.seal(wrap, owner, made.get(owner).getEncoded())));
        made.keySet().retainAll(Set.copyOf(stored));
        if (made.size() < owners.size()) {
            made.putAll(keys(
                    owners.stream().filter(owner -> !made.containsKey(owner)).toList()));
        }
        return made;
    }

    /** Takes over a key that was made elsewhere, where the owner has none yet. */
    public void adopt(String owner, byte[] key) {
        jdbc.update(
                "insert into vault_key (owner, wrapped) values (?, ?) on conflict do nothing",
                owner,
                Seal.seal(wrap, owner, key));
    }

    /**
     * Something that is sealed, and whose it is.
     *
     * @param bound to the owner's name also by its seal, as everything is that the vault seals; what an adopted key sealed
     *     before may not be
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Sealed(String owner, byte[] bytes, boolean bound) {
        public Sealed(String owner, byte[] bytes) {
            this(owner, bytes, true);
        }
    }

    /**
     * Opens each; empty where its key was dropped, and where it was changed outside this program: that one is told in the
     * log, and does not bar the others, among them whoever must be called.
     *
     * @return as many as were given, in their order
     */
    @Transactional(readOnly = true)
    public List<Optional<byte[]>> open(List<Sealed> sealed) {
        var keys = keys(sealed.stream().map(Sealed::owner).distinct().toList());
        return sealed.stream()
                .map(one -> Optional.ofNullable(keys.get(one.owner())).flatMap(key -> open(key, one)))
                .toList();
    }

    private static Optional<byte[]> open(SecretKey key, Sealed one) {
        try {
            return Optional.of(Seal.open(key, one.bound() ? one.owner() : "", one.bytes()));
        } catch (AEADBadTagException e) {
            log.error("what is sealed for {} was changed outside this program and cannot be read", one.owner());
            return Optional.empty();
        }
    }

    /** Drops the key: what was sealed for that owner is lost for ever. Whether there was one. */
    public boolean forget(String owner) {
        return jdbc.update("delete from vault_key where owner = ?", owner) > 0;
    }

    /** The same for many owners. */
    public void forget(Collection<String> owners) {
        jdbc.update("delete from vault_key where owner = any (?)", (Object) owners.toArray(String[]::new));
    }

    /** Hexadecimal digits by which an equal value is found again, and from which it cannot be told without the key. */
    public String index(String value) {
        return HexFormat.of().formatHex(MasterKey.mac(index, value.getBytes(StandardCharsets.UTF_8)));
    }

    private Map<String, SecretKey> keys(Collection<String> owners) {
        var found = new HashMap<String, SecretKey>();
        jdbc.query(
                "select owner, wrapped from vault_key where owner = any (?)",
                row -> {
                    var owner = row.getString("owner");
                    open(wrap, new Sealed(owner, row.getBytes("wrapped")))
                            .ifPresent(bytes -> found.put(owner, new SecretKeySpec(bytes, "AES")));
                },
                (Object) owners.toArray(String[]::new));
        return found;
    }
}
