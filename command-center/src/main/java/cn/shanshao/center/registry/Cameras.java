package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.vault.Vault;
import cn.shanshao.ingest.wire.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Cameras as they are registered; by which user and password a stream is had stays sealed. */
@Component
@Transactional
class Cameras {
    private final JdbcClient jdbc;
    private final Vault vault;
    private final Audit audit;

    Cameras(JdbcClient jdbc, Vault vault, Audit audit) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.audit = audit;
    }

    /** By which a stream is had. */
    record Login(String username, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Login[" + username + "]";
        }
    }

    /** @param hasLogin whether a user and password are stored for it */
    record Stored(Camera camera, boolean hasLogin) {}

    @Transactional(readOnly = true)
    List<Stored> list(Collection<String> divisions) {
        return jdbc.sql("select c.* from camera c join hazard_point p on p.id = c.point_id"
                        + " where p.division = any (?) order by c.id")
                .param(divisions.toArray(String[]::new))
                .query(Cameras::stored)
                .list();
    }

    @Transactional(readOnly = true)
    Optional<Stored> find(String id) {
        return jdbc.sql("select * from camera where id = ?")
                .param(id)
                .query(Cameras::stored)
                .optional();
    }

    /** @throws Problem 404 when there is none */
    @Transactional(readOnly = true)
    Stored get(String id) {
        return find(id).orElseThrow(() -> Problem.notFound("camera", id));
    }

    private static Stored stored(ResultSet row, int n) throws SQLException {
        var camera = new Camera(
                row.getString("id"),
                row.getLong("version"),
                row.getString("point_id"),
                row.getString("name"),
                row.getDouble("lon"),
                row.getDouble("lat"),
                row.getObject("height_m", Double.class),
                row.getDouble("bearing"),
                row.getDouble("view_deg"),
                Camera.Kind.valueOf(row.getString("kind")),
                row.getString("address"));
        return new Stored(camera, row.getBytes("sealed") != null);
    }

    /** @throws Problem 409 when the id is taken; 422 when it is not valid */
    Stored make(Camera camera, HazardPoint point, String who) {
        camera.demand();
        var isNew = jdbc.sql("insert into camera (id, point_id, name, lon, lat, height_m, bearing, view_deg, kind,"
                                + " address) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                        .params(
                                camera.id(),
                                camera.pointId(),
                                camera.name(),
                                camera.lon(),
                                camera.lat(),
                                camera.height(),
                                camera.bearing(),
                                camera.view(),
                                camera.kind().name(),
                                camera.address())
                        .update()
                == 1;
        if (!isNew) {
            throw Problem.conflict("the camera id %s is taken".formatted(camera.id()));
        }
        var made = get(camera.id());
        audit.record(
                Act.of(who, "camera.save", camera.id()).in(point.division()).changing(null, made.camera()));
        return made;
    }

    /** @throws Problem 409 when it has another version by now; 422 when it is not valid */
    Stored change(Camera camera, HazardPoint point, String who) {
        camera.demand();
        var before = get(camera.id());
        var isNewest = jdbc.sql("update camera set version = version + 1, point_id = ?, name = ?, lon = ?, lat = ?,"
                                + " height_m = ?, bearing = ?, view_deg = ?, kind = ?, address = ?"
                                + " where id = ? and version = ?")
                        .params(
                                camera.pointId(),
                                camera.name(),
                                camera.lon(),
                                camera.lat(),
                                camera.height(),
                                camera.bearing(),
                                camera.view(),
                                camera.kind().name(),
                                camera.address(),
                                camera.id(),
                                camera.version())
                        .update()
                == 1;
        if (!isNewest) {
            throw Problem.conflict("camera %s is in version %d by now, you changed version %d"
                    .formatted(camera.id(), get(camera.id()).camera().version(), camera.version()));
        }
        var after = get(camera.id());
        audit.record(
                Act.of(who, "camera.save", camera.id()).in(point.division()).changing(before.camera(), after.camera()));
        return after;
    }

    /** @param login {@code null} for none */
    void saveLogin(String id, @Nullable Login login, HazardPoint point, String who) {
        var sealed = login == null ? null : vault.seal(owner(id), Json.write(login));
        jdbc.sql("update camera set sealed = ? where id = ?").params(sealed, id).update();
        if (login == null) {
            vault.forget(owner(id));
        }
        audit.record(Act.of(who, "camera.login", id).in(point.division()).telling(Map.of("set", login != null)));
    }

    /** @throws Problem 409 when it has another version by now */
    void remove(Camera camera, long version, HazardPoint point, String who) {
        if (jdbc.sql("delete from camera where id = ? and version = ?")
                        .params(camera.id(), version)
                        .update()
                == 0) {
            throw Problem.conflict("camera %s is in version %d by now, you saw version %d"
                    .formatted(camera.id(), camera.version(), version));
        }
        vault.forget(owner(camera.id()));
        audit.record(
                Act.of(who, "camera.remove", camera.id()).in(point.division()).changing(camera, null));
    }

    private static String owner(String id) {
        return "camera/" + id;
    }
}
