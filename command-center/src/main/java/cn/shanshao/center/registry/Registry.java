package cn.shanshao.center.registry;

import cn.shanshao.center.China;
import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.audit.Personal;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.People;
import cn.shanshao.center.identity.Role;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.DeviceConfig.Mask;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.EventConfig;
import cn.shanshao.ingest.wire.PointConfig.Station;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is out there, and whom to call: hazard points, devices, contacts. Find is Optional, list is all, get throws. */
@Component
@Transactional
public class Registry {
    /** Roles that may put their name to a paper. */
    private static final Set<Role> SIGNING = Set.of(Role.SIGNER, Role.EXPERT, Role.CREW);

    private static final Pattern APIKEY = Pattern.compile("[A-Za-z0-9_.:-]{1,200}");

    private final PointStore points;
    private final PointVersions versions;
    private final PointSettings settings;
    private final Clock clock;
    private final DeviceStore devices;
    private final ContactStore contacts;
    private final DeviceHistory history;
    private final DeviceRecordStore records;
    private final RuleSource rules;
    private final Earthquakes earthquakes;
    private final Divisions divisions;
    private final People people;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    Registry(
            PointStore points,
            PointVersions versions,
            PointSettings settings,
            Clock clock,
            DeviceStore devices,
            ContactStore contacts,
            DeviceHistory history,
            DeviceRecordStore records,
            RuleSource rules,
            Earthquakes earthquakes,
            Divisions divisions,
            People people,
            Audit audit,
            ApplicationEventPublisher events) {
        this.points = points;
        this.versions = versions;
        this.settings = settings;
        this.clock = clock;
        this.devices = devices;
        this.contacts = contacts;
        this.history = history;
        this.records = records;
        this.rules = rules;
        this.earthquakes = earthquakes;
        this.divisions = divisions;
        this.people = people;
        this.audit = audit;
        this.events = events;
    }

    /** The earthquakes that are told to the job, newest first; they hold everywhere. */
    @Transactional(readOnly = true)
    public List<EventConfig> earthquakes() {
        return earthquakes.all();
    }

    @Transactional(readOnly = true)
    public Optional<HazardPoint> findPoint(String id) {
        return points.byIds(List.of(id)).stream().findFirst();
    }

    /** Those of these ids that are registered, in the order of their ids. */
    @Transactional(readOnly = true)
    public List<HazardPoint> findPoints(Collection<String> ids) {
        return points.byIds(ids);
    }

    /**
     * The point with that id.
     *
     * @throws Problem 404 when there is none
     */
    @Transactional(readOnly = true)
    public HazardPoint getPoint(String id) {
        return findPoint(id).orElseThrow(() -> Problem.notFound("point", id));
    }

    /** The point as it stood then; empty before it was made, or before versions were kept. */
    @Transactional(readOnly = true)
    public Optional<PointVersion> findPoint(String id, Instant at) {
        return versions.at(id, at);
    }

    /** Every version of the point, oldest first. */
    @Transactional(readOnly = true)
    public List<PointVersion> versionsOf(String id) {
        return versions.of(id);
    }

    /** The points in a division and all below it. */
    @Transactional(readOnly = true)
    public List<HazardPoint> listPoints(String division) {
        return points.byDivisions(divisions.under(division));
    }

    @Transactional(readOnly = true)
    public Optional<Device> findDevice(String id) {
        return devices.byIds(List.of(id)).stream().findFirst();
    }

    /**
     * The device with that id.
     *
     * @throws Problem 404 when there is none
     */
    @Transactional(readOnly = true)
    public Device getDevice(String id) {
        return findDevice(id).orElseThrow(() -> Problem.notFound("device", id));
    }

    /** The devices in a division and all below it. */
    @Transactional(readOnly = true)
    public List<Device> listDevices(String division) {
        return devices.byDivisions(divisions.under(division));
    }

    @Transactional(readOnly = true)
    public List<Device> devicesOf(String pointId) {
        return devices.byPoints(List.of(pointId));
    }

    @Transactional(readOnly = true)
    public List<Device> devicesOf(Collection<String> pointIds) {
        return devices.byPoints(pointIds);
    }

    @Transactional(readOnly = true)
    public List<Contact> contactsOf(String pointId) {
        return contacts.byPoint(pointId);
    }

    /** The persons of a point as they were then. */
    @Transactional(readOnly = true)
    public List<Contact> contactsOf(String pointId, Instant at) {
        return contacts.at(pointId, at);
    }

    /** Every version of every person of a point, in the order in which they began. */
    @Transactional(readOnly = true)
    public List<ContactVersion> contactVersionsOf(String pointId) {
        return contacts.history(pointId);
    }

    /** Those of several points, read at once. */
    @Transactional(readOnly = true)
    public List<Contact> contactsOf(Collection<String> pointIds) {
        return contacts.byPoints(pointIds);
    }

    @Transactional(readOnly = true)
    public List<Contact> contactsOf(String pointId, ContactRole role) {
        return contacts.byPoint(pointId).stream().filter(c -> c.role() == role).toList();
    }

    @Transactional(readOnly = true)
    public Optional<Contact> findContact(String id) {
        return contacts.byId(id).stream().findFirst();
    }

    /** Everybody with that number, and nobody where it is none: one person may stand on the cards of several points. */
    @Transactional(readOnly = true)
    public List<Contact> contactsByPhone(String phone) {
        return Phones.find(phone).map(contacts::byPhone).orElse(List.of());
    }

    /** Ids of the points that have somebody who can be asked to look. */
    @Transactional(readOnly = true)
    public Set<String> watchedPoints() {
        return contacts.pointsWith(ContactRole.MONITOR);
    }

    /**
     * Makes a point that is not there yet.
     *
     * @throws Problem 409 when the id is taken, also by somebody at the same moment
     */
    public HazardPoint makePoint(HazardPoint point, String who) {
        points.reserve(point.id());
        if (findPoint(point.id()).isPresent()) {
            throw Problem.conflict("the point id %s is taken".formatted(point.id()));
        }
        return savePoint(point, who);
    }

    /**
     * Makes or changes a point; {@code who} stands in the audit trail and with the version.
     *
     * @param described with the version that it was read in, or 0 to overwrite whatever is stored
     * @throws Problem 409 when it has another version by now; 422 when it is not valid
     */
    public HazardPoint savePoint(HazardPoint described, String who) {
        divisions.get(described.division());
        var now = clock.instant();
        var stored = points.lock(described.id());
        var before = findPoint(described.id()).orElse(null);
        var point = described.dossier() != null
                ? described
                : described.with(before == null ? Dossier.EMPTY : dossier(before));
        check(point, before).demand();
        hasItsOwnNumber(point);
        sirensSpeakOurs(point);
        mustBeNewest("point", point.id(), stored, point.version());
        points.save(point);
        versions.note(getPoint(point.id()), now, who);
        devices.follow(point);
        audit.record(Act.of(who, "point.save", point.id()).in(point.division()).changing(before, getPoint(point.id())));
        events.publishEvent(new PointChanged(point.id()));
        return getPoint(point.id());
    }

    /**
     * What is wrong with an area that is drawn around a point for a warning.
     *
     * @return in words of what was expected; {@code null} when nothing is
     */
    public @Nullable String fault(HazardPoint point, DangerZone area) {
        return area.fault(point.lon(), point.lat(), settings.bounds());
    }

    /** What is wrong with a point that is to be stored in place of {@code before}. */
    PointCheck check(HazardPoint point, @Nullable HazardPoint before) {
        return new PointCheck(
                point, before, stations(point), settings.bounds(), LocalDate.ofInstant(clock.instant(), China.ZONE));
    }

    /**
     * Makes a device that is not there yet.
     *
     * @throws Problem 409 when the id is taken, also by somebody at the same moment; 422 when it is not valid
     */
    public Device makeDevice(Device device, String who) {
        devices.reserve(device.id());
        if (findDevice(device.id()).isPresent()) {
            throw Problem.conflict("the device id %s is taken".formatted(device.id()));
        }
        return saveDevice(device, who);
    }

    /**
     * Makes or changes a device; a retired one loses its login. Masked spans stay as they are: they are told, by name and
     * reason, at their own place.
     *
     * @param described with the version that it was read in, or 0 to overwrite whatever is stored
     * @throws Problem 409 when it has another version by now; 422 when it is not valid
     */
    public Device saveDevice(Device described, String who) {
        divisions.get(described.division());
        if (described.pointId() != null) {
            // or the point could move meanwhile, and leave the device behind in another division or realm; before the
            // device, as whoever saves a point does, or each could wait for the other
            points.hold(described.pointId());
        }
        devices.lock(described.id());
        var known = findDevice(described.id()).orElse(null);
        var device = withMasks(described, known);
        var point =
                device.pointId() == null ? null : findPoint(device.pointId()).orElse(null);
        new DeviceCheck(device, point, rulesFor(device)).demand();
        speaksOursInStandingOrders(device);
        staysTheSirenOfItsOrders(device, known);
        staysAtItsOrders(device, known);
        staysAtItsFlow(device, known);
        mustBeNewest("device", device.id(), devices.lock(device.id()), device.version());
        var before = findDevice(device.id()).orElse(null);
        devices.save(device);
        audit.record(
                Act.of(who, "device.save", device.id()).in(device.division()).changing(before, getDevice(device.id())));
        history.saved(before, getDevice(device.id()), who);
        if (device.state() == DeviceState.RETIRED && devices.dropCredential(device.id())) {
            events.publishEvent(new CredentialsChanged(device.id(), null, null));
        }
        events.publishEvent(new DeviceChanged(device.id()));
        return getDevice(device.id());
    }

    /** Whoever describes a device may have read it before somebody masked a span. */
    private static Device withMasks(Device described, @Nullable Device known) {
        var device = described.with(described.channels().stream()
                .map(channel -> channel.masked(masks(known, channel.quantity())))
                .toList());
        for (var channel : known == null ? List.<Channel>of() : known.channels()) {
            if (!channel.masks().isEmpty() && device.channel(channel.quantity()).isEmpty()) {
                throw Problem.invalid(
                        "channels",
                        device.channels().stream().map(Channel::quantity).toList(),
                        "also %s, of which spans are masked: take those back first".formatted(channel.quantity()));
            }
        }
        return device;
    }

    private static List<Mask> masks(@Nullable Device known, @Nullable String quantity) {
        return known == null || quantity == null
                ? List.of()
                : known.channel(quantity).map(Channel::masks).orElse(List.of());
    }

    /**
     * The devices whose own limits would not stand in place of this rule's, e.g. because it alarms the other way round
     * from now on.
     */
    @Transactional(readOnly = true)
    public List<String> misfits(RuleConfig rule) {
        var all = Stream.concat(rules.all().stream().filter(r -> !r.id().equals(rule.id())), Stream.of(rule))
                .toList();
        return devices.all().stream()
                .filter(d -> d.channels().stream().anyMatch(c -> c.limits() != null))
                .filter(d -> {
                    var point =
                            d.pointId() == null ? null : findPoint(d.pointId()).orElse(null);
                    return new DeviceCheck(d, point, all).hasMisfitUnder(rule);
                })
                .map(Device::id)
                .toList();
    }

    private static Dossier dossier(HazardPoint stored) {
        return Objects.requireNonNullElse(stored.dossier(), Dossier.EMPTY);
    }

    private void hasItsOwnNumber(HazardPoint point) {
        var number = point.unifiedNumber();
        if (number != null
                && points.pointOfNumber(number)
                        .filter(id -> !id.equals(point.id()))
                        .isPresent()) {
            throw Problem.invalid("unifiedNumber", number, "a number that no other point has");
        }
    }

    private List<Device> stations(HazardPoint point) {
        return point.flow() == null
                ? List.of()
                : devices.byIds(point.flow().stations().stream()
                        .map(Station::deviceId)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** The job, which commands the sirens of standing orders, speaks our own protocol alone. */
    private void sirensSpeakOurs(HazardPoint point) {
        for (var order : point.standingOrders()) {
            for (var siren : order.sirens()) {
                if (findDevice(siren)
                        .filter(d -> d.protocol() != Protocol.SHANSHAO)
                        .isPresent()) {
                    throw Problem.invalid("standingOrders.sirens", siren, "a device of the protocol shanshao");
                }
            }
        }
    }

    private void speaksOursInStandingOrders(Device device) {
        var points = device.protocol() == Protocol.SHANSHAO ? List.<String>of() : this.points.ordering(device.id());
        if (!points.isEmpty()) {
            throw Problem.invalid(
                    "protocol", "national", "shanshao: it is a siren of the standing orders of " + points);
        }
    }

    /** What sounds by standing orders cannot become an instrument: it would be told to sound, and stay silent. */
    private void staysTheSirenOfItsOrders(Device device, @Nullable Device known) {
        var points = known == null || !known.isSiren() || device.isSiren()
                ? List.<String>of()
                : this.points.ordering(device.id());
        if (!points.isEmpty()) {
            throw Problem.invalid("model", device.model(), "siren: it is a siren of the standing orders of " + points);
        }
    }

    /** It would be sounded somewhere else than where people were told to listen. */
    private void staysAtItsOrders(Device device, @Nullable Device known) {
        if (known == null || Objects.equals(known.pointId(), device.pointId())) {
            return;
        }
        var ordering = points.ordering(device.id());
        if (!ordering.isEmpty()) {
            throw Problem.invalid(
                    "pointId",
                    device.pointId(),
                    "%s: its standing orders sound this device as a siren; revoke them first".formatted(ordering));
        }
    }

    /** A flow is told by stations in their order: one that is taken away would be waited for, and not be heard. */
    private void staysAtItsFlow(Device device, @Nullable Device known) {
        var isMoved = known == null || !Objects.equals(known.pointId(), device.pointId());
        var isRetired =
                device.state() == DeviceState.RETIRED && (known == null || known.state() != DeviceState.RETIRED);
        if (!isMoved && !isRetired) {
            return;
        }
        var faults = new Faults();
        for (var point : points.flowingPast(device.id())) {
            var first = "the flow of point %s names this device as a station; change that flow first".formatted(point);
            faults.unless(
                            !isMoved || point.equals(device.pointId()),
                            "pointId",
                            device.pointId(),
                            "%s: %s".formatted(point, first))
                    .unless(!isRetired, "state", "retired", "service or maintenance: " + first);
        }
        faults.tell();
    }

    private static void mustBeNewest(String what, String id, long stored, long seen) {
        if (seen != 0 && seen != stored) {
            throw Problem.conflict(
                    "%s %s is in version %d by now, you changed version %d".formatted(what, id, stored, seen));
        }
    }

    /** All there are, where the device has limits of its own for them to be compared with. */
    private List<RuleConfig> rulesFor(Device device) {
        return device.channels().stream().anyMatch(c -> c.limits() != null) ? rules.all() : List.of();
    }

    /**
     * Makes or changes a contact.
     *
     * @param contact with the version that it was read in, or 0 to overwrite whatever is stored
     * @throws Problem 409 when it has another version by now; 422 when a number of the demo is given to a living person
     */
    public Contact saveContact(Contact contact, String who) {
        var phone = Phones.normal(contact.phone());
        if (contact.realm() == Realm.LIVE && Phones.isDemo(phone)) {
            throw Problem.invalid("phone", contact.phone(), "a real number: those of the demo belong to nobody");
        }
        mustBeNewest("contact", contact.id(), contacts.lock(contact.id()), contact.version());
        var kept = new Contact(
                contact.id(),
                contact.version(),
                contact.pointId(),
                contact.name(),
                phone,
                contact.role(),
                contact.language(),
                contact.realm(),
                signs(contact));
        var before = findContact(contact.id()).map(Registry::told).orElse(null);
        contacts.save(kept, clock.instant(), who);
        audit.record(Act.of(who, "contact.save", contact.id())
                .in(getPoint(contact.pointId()).division())
                .changing(before, told(kept)));
        events.publishEvent(new PointChanged(contact.pointId()));
        return findContact(contact.id()).orElseThrow();
    }

    /**
     * Takes a person off the card of a point; that they stood on it stays readable until they are erased.
     *
     * @param contact in the version that it was read in
     * @throws Problem 409 when it has another version by now
     */
    public void removeContact(Contact contact, String who) {
        mustBeNewest("contact", contact.id(), contacts.lock(contact.id()), contact.version());
        contacts.remove(contact.id(), clock.instant(), who);
        audit.record(Act.of(who, "contact.remove", contact.id())
                .in(getPoint(contact.pointId()).division())
                .telling(Map.of("point", contact.pointId(), "role", contact.role())));
        events.publishEvent(new PointChanged(contact.pointId()));
    }

    /**
     * Makes the name and number of a person unreadable for ever, in every version and in the trail, and takes the person
     * off the card.
     *
     * @throws Problem 404 when that person never stood on the card of this point; 409 when it was done before
     */
    public void eraseContact(HazardPoint point, String id, String who) {
        if (contacts.history(point.id()).stream().noneMatch(v -> v.id().equals(id))) {
            throw Problem.notFound("contact", id);
        }
        contacts.lock(id);
        contacts.remove(id, clock.instant(), who);
        if (!contacts.forget(id)) {
            throw Problem.conflict("the personal data of contact %s were erased before".formatted(id));
        }
        audit.forget(person(id));
        audit.record(Act.of(who, "contact.erase", id).in(point.division()).telling(Map.of("point", point.id())));
        events.publishEvent(new PointChanged(point.id()));
    }

    /** A login that is somebody's who gets in today, and only of who may give the order. */
    private @Nullable String signs(Contact contact) {
        var login = contact.login();
        if (login == null) {
            return null;
        }
        var held = findContact(contact.id()).map(Contact::login).orElse(null);
        if (contact.role() != ContactRole.ORDER_GIVER) {
            throw Problem.invalid("login", login, "none: only the order-giver (疏散命令发布人) signs under one");
        }
        var division = getPoint(contact.pointId()).division();
        if (!login.equals(held)
                && people.find(login)
                        .filter(user -> SIGNING.contains(user.role()) && divisions.sees(user, division))
                        .isEmpty()) {
            throw Problem.invalid(
                    "login",
                    login,
                    "the login of a signer, an expert or a crew, not locked and not out of date, who sees the point");
        }
        return login;
    }

    private static Map<String, Object> told(Contact contact) {
        return Map.of(
                "point", contact.pointId(),
                "role", contact.role(),
                "language", contact.language(),
                "login", contact.login() == null ? "" : contact.login(),
                "person", new Personal(person(contact.id()), Map.of("name", contact.name(), "phone", contact.phone())));
    }

    /** Who that is to the trail. */
    static String person(String contact) {
        return "contact:" + contact;
    }

    /** A new MQTT password of a device; returned once, and kept nowhere. The one before is void. */
    public String issueCredentials(String deviceId, String who) {
        var device = getDevice(deviceId);
        var password = Secrets.password();
        var credential = Secrets.credential(deviceId, password);
        devices.saveCredential(credential);
        audit.record(Act.of(who, "device.credentials", deviceId).in(device.division()));
        records.note(deviceId, who, "login", Map.of());
        events.publishEvent(new CredentialsChanged(deviceId, credential.salt(), credential.hash()));
        return password;
    }

    /** Takes the MQTT password of a device away, for one that was lost or stolen. Whether it had one. */
    public boolean revokeCredentials(String deviceId, String who) {
        var device = getDevice(deviceId);
        var had = devices.dropCredential(deviceId);
        if (had) {
            audit.record(Act.of(who, "device.credentials-revoke", deviceId).in(device.division()));
            records.note(deviceId, who, "login-revoke", Map.of());
            events.publishEvent(new CredentialsChanged(deviceId, null, null));
        }
        return had;
    }

    /** Whether the device has a login at the broker; without one it hears nothing. */
    @Transactional(readOnly = true)
    public boolean hasLogin(String deviceId) {
        return devices.hasCredential(deviceId);
    }

    /**
     * The key by which a device of the national protocol knows the platform.
     *
     * @param apikey {@code null} for none
     * @throws Problem 422 when it cannot be sent
     */
    public void saveApikey(String deviceId, @Nullable String apikey, String who) {
        if (apikey != null && !APIKEY.matcher(apikey).matches()) {
            throw Problem.invalid("apikey", null, "1 to 200 of A-Z a-z 0-9 _ . : -");
        }
        var device = getDevice(deviceId);
        if (device.protocol() != Protocol.NATIONAL) {
            throw Problem.conflict("device %s is not of the protocol national, so it knows no key".formatted(deviceId));
        }
        devices.saveApikey(deviceId, apikey);
        audit.record(
                Act.of(who, "device.apikey", deviceId).in(device.division()).telling(Map.of("set", apikey != null)));
    }

    /** To be sent to the device, and told to nobody else. */
    @Transactional(readOnly = true)
    public Optional<String> findApikey(String deviceId) {
        return devices.apikey(deviceId);
    }

    /** All device logins, to fill the broker's list at start. */
    @Transactional(readOnly = true)
    public List<Credential> credentials() {
        return devices.credentials();
    }

    /** A known device sent a quantity: it becomes a channel by itself when it was none before. */
    public void noteChannel(String deviceId, String quantity, String unit) {
        var device = findDevice(deviceId);
        if (device.isEmpty()) {
            return;
        }
        if (devices.addChannel(deviceId, new Channel(quantity, unit, null, List.of(), null))) {
            devices.rise(deviceId);
            audit.record(Act.of("job", "device.channel", deviceId)
                    .in(device.get().division())
                    .telling(Map.of("quantity", quantity, "unit", unit)));
            events.publishEvent(new DeviceChanged(deviceId));
        }
    }
}
