package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The whole file of a point (隐患点档案) as it stands or stood, and the danger zones for the map. */
@RestController
@RequestMapping("/api/v1")
class DossierController {
    private final Registry registry;
    private final Papers papers;
    private final PointFiles files;
    private final Divisions divisions;
    private final Audit audit;
    private final Clock clock;

    DossierController(
            Registry registry, Papers papers, PointFiles files, Divisions divisions, Audit audit, Clock clock) {
        this.registry = registry;
        this.papers = papers;
        this.files = files;
        this.divisions = divisions;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param phone masked */
    record Responsible(String id, ContactRole role, String name, String phone) {}

    /**
     * A point with all its records.
     *
     * @param at the moment that it is about
     * @param since when this version of the point began to hold
     * @param until {@code null} while it holds
     * @param by username of who made this version
     * @param scaleByVolume what the volume makes of the scale; {@code null} when nothing
     * @param threat grade by declared people and property
     * @param zoneArea m²; {@code null} without a zone
     */
    record WholeFile(
            Instant at,
            Instant since,
            @Nullable Instant until,
            String by,
            HazardPoint point,
            @Nullable ScaleGrade scaleByVolume,
            ThreatGrade threat,
            @Nullable Double zoneArea,
            List<Responsible> persons,
            List<PreventionPlan> plans,
            List<TreatmentWork> works,
            List<PointFile> files) {}

    /** @param at as it stood then; absent: now */
    @GetMapping("/points/{id}/dossier")
    WholeFile whole(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @RequestParam @Nullable Instant at) {
        return file(user, id, Objects.requireNonNullElseGet(at, clock::instant));
    }

    /** The point as it stood at a moment, which its page asks for; without one it is told how it stands. */
    @GetMapping(path = "/points/{id}", params = "at")
    WholeFile then(@AuthenticationPrincipal CurrentUser user, @PathVariable String id, @RequestParam Instant at) {
        return file(user, id, at);
    }

    /** Whoever sees the point now sees what it was, also where it lay in another division then. */
    private WholeFile file(CurrentUser user, String id, Instant at) {
        PaperController.mayRead(user);
        var now = registry.getPoint(id);
        divisions.mustSee(user, now.division(), "point", id);
        var then = registry.findPoint(id, at)
                .orElseThrow(() -> Problem.notFound("version of point %s at".formatted(id), at.toString()));
        var point = then.point();
        audit.record(Act.of(user.username(), "contact.read", id).in(now.division()));
        var dossier = Objects.requireNonNullElse(point.dossier(), Dossier.EMPTY);
        return new WholeFile(
                at,
                then.since(),
                then.until(),
                then.by(),
                point,
                ScaleGrade.of(point.kind(), dossier.volume()).orElse(null),
                ThreatGrade.of(point.people(), dossier.property()),
                dossier.zone() == null ? null : dossier.zone().area(),
                registry.contactsOf(id, at).stream()
                        .map(c -> new Responsible(c.id(), c.role(), c.name(), c.maskedPhone()))
                        .toList(),
                papers.plansOf(id, at),
                papers.worksOf(id, at),
                files.filesOf(id, at));
    }

    /** GeoJSON (RFC 7946); coordinates are CGCS2000, which equals WGS 84 at the scale of a map. */
    record Zones(String type, List<Zone> features) {}

    record Zone(String type, DangerZone geometry, Map<String, Object> properties) {}

    /** The danger zones of all points in the division of the caller and below it. */
    @GetMapping("/zones")
    Zones zones(@AuthenticationPrincipal CurrentUser user) {
        return new Zones(
                "FeatureCollection",
                registry.listPoints(user.division()).stream()
                        .filter(p -> p.dossier() != null && p.dossier().zone() != null)
                        .map(p -> new Zone(
                                "Feature",
                                Objects.requireNonNull(
                                        Objects.requireNonNull(p.dossier()).zone()),
                                Map.of("id", p.id(), "name", p.name(), "version", p.version())))
                        .toList());
    }
}
