package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.vault.Vault;
import cn.shanshao.center.vault.Vault.Sealed;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Realm;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The people on the cards of points, those who give orders among them, as a table. */
@Component
class ContactKind implements TableKind<Contact> {
    private static final TableColumn POINT = new TableColumn(
            "隐患点",
            "pointId",
            true,
            "本辖区内已登记的隐患点编号或统一编号",
            "the id or the unified number of a point of your division",
            "jl-220282-901");
    private static final TableColumn NAME =
            new TableColumn("姓名", "name", true, "1–60 个字；同一隐患点同一职责内不重复", "1 to 60 characters, once in a role", "赵德福");
    private static final TableColumn ROLE = new TableColumn(
            "职责",
            "role",
            true,
            "监测员、村负责人、疏散命令发布人、防灾责任人、监测责任人、包村干部、村民、乡镇责任人、县级责任人 之一",
            "one of 监测员, 村负责人, 疏散命令发布人, 防灾责任人, 监测责任人, 包村干部, 村民, 乡镇责任人, 县级责任人",
            "监测员");
    private static final TableColumn PHONE = new TableColumn(
            "电话",
            "phone",
            true,
            "5–15 位数字，如 13812345678；演示号码（100 开头）不能登记在真实隐患点",
            "5 to 15 digits, e.g. 13812345678; none of the demo (100…) at a live point",
            "13812345678");
    private static final TableColumn LANGUAGE =
            new TableColumn("语言", "language", false, "zh、ko、en 等语言代码", "a language code, e.g. zh, ko, en", "zh");
    private static final List<TableColumn> COLUMNS = List.of(POINT, NAME, ROLE, PHONE, LANGUAGE);
    private static final Map<String, ContactRole> ROLES = Map.of(
            "监测员",
            ContactRole.MONITOR,
            "村负责人",
            ContactRole.VILLAGE_HEAD,
            "疏散命令发布人",
            ContactRole.ORDER_GIVER,
            "防灾责任人",
            ContactRole.RESPONSIBLE,
            "监测责任人",
            ContactRole.MONITORING_CHIEF,
            "包村干部",
            ContactRole.VILLAGE_CADRE,
            "村民",
            ContactRole.VILLAGER,
            "乡镇责任人",
            ContactRole.TOWNSHIP,
            "县级责任人",
            ContactRole.COUNTY);
    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_TAG = 20;

    private final Registry registry;
    private final ContactStore contacts;
    private final Vault vault;

    ContactKind(Registry registry, ContactStore contacts, Vault vault) {
        this.registry = registry;
        this.contacts = contacts;
        this.vault = vault;
    }

    @Override
    public String kind() {
        return "contacts";
    }

    @Override
    public String noun() {
        return "contact";
    }

    @Override
    public String title() {
        return "责任人";
    }

    @Override
    public boolean isPersonal() {
        return true;
    }

    @Override
    public List<TableColumn> columns() {
        return COLUMNS;
    }

    @Override
    public TableColumn keyColumn() {
        return NAME;
    }

    @Override
    public List<Contact> all(CurrentUser user) {
        return contacts.byPoints(registry.listPoints(user.division()).stream()
                .map(HazardPoint::id)
                .toList());
    }

    @Override
    public Map<String, String> cells(Contact c) {
        var cells = new LinkedHashMap<String, String>();
        cells.put(POINT.title(), c.pointId());
        cells.put(NAME.title(), c.name());
        ROLES.forEach((zh, role) -> {
            if (role == c.role()) {
                cells.put(ROLE.title(), zh);
            }
        });
        cells.put(PHONE.title(), c.phone());
        cells.put(LANGUAGE.title(), c.language());
        return cells;
    }

    @Override
    public Reader<Contact> reader(CurrentUser user) {
        var points = HazardPoint.byNames(registry.listPoints(user.division()));
        var known = new HashMap<String, Contact>();
        var twice = new HashSet<String>();
        for (var contact : all(user)) {
            var key = key(contact.pointId(), contact.role(), contact.name());
            if (known.put(key, contact) != null) {
                twice.add(key);
            }
        }
        return cells -> {
            var name = cells.text(NAME, null);
            var point = points.get(cells.text(POINT, null));
            if (point == null && cells.text(POINT) != null) {
                cells.blame(POINT);
            }
            var role = cells.word(ROLE, ROLES, null);
            if (role == null && cells.text(ROLE) == null) {
                cells.blame(ROLE);
            }
            if (name.length() > LONGEST_NAME) {
                cells.blame(NAME);
            }
            var phone = Phones.find(cells.text(PHONE, null)).orElse(null);
            if (phone == null && cells.text(PHONE) != null
                    || phone != null && point != null && point.realm() == Realm.LIVE && Phones.isDemo(phone)) {
                cells.blame(PHONE);
            }
            var tag = cells.text(LANGUAGE);
            if (tag != null && (tag.length() > LONGEST_TAG || !TAG.matcher(tag).matches())) {
                cells.blame(LANGUAGE);
            }
            if (point == null || role == null || name.isEmpty()) {
                return Optional.empty();
            }
            var key = key(point.id(), role, name);
            cells.key(key);
            if (twice.contains(key)) {
                cells.blame(NAME, "已登记两人同名同职责，请先在隐患点页区分", "two people of that name and role are registered");
            }
            if (cells.areBad() || phone == null) {
                return Optional.empty();
            }
            var before = known.get(key);
            return Optional.of(new Reader.Read<>(
                    before,
                    new Contact(
                            before == null ? UUID.randomUUID().toString() : before.id(),
                            before == null ? 0 : before.version(),
                            point.id(),
                            name,
                            phone,
                            role,
                            tag != null ? tag : before == null ? "zh" : before.language(),
                            point.realm(),
                            before == null ? null : before.login())));
        };
    }

    private static String key(String point, ContactRole role, String name) {
        return "%s/%s/%s".formatted(point, role, name);
    }

    @Override
    public String id(Contact one) {
        return one.id();
    }

    @Override
    public long version(Contact one) {
        return one.version();
    }

    @Override
    public String division(Contact one) {
        return registry.getPoint(one.pointId()).division();
    }

    @Override
    public Contact save(Contact one, String who) {
        return registry.saveContact(one, who);
    }

    @Override
    public Optional<Contact> find(String id) {
        contacts.lock(id);
        return registry.findContact(id);
    }

    @Override
    public byte[] packed(Contact one) {
        return vault.seal(owner(one), Json.write(one));
    }

    private static String owner(Contact one) {
        return "contact/" + one.id();
    }

    @Override
    public void restore(byte[] before, Contact now, String who) {
        var was = vault.open(List.of(new Sealed(owner(now), before)))
                .get(0)
                .map(json -> Json.read(json, Contact.class))
                .orElseThrow(() -> Problem.conflict("contact %s cannot be read any more".formatted(now.id())));
        registry.saveContact(
                new Contact(
                        was.id(),
                        now.version(),
                        was.pointId(),
                        was.name(),
                        was.phone(),
                        was.role(),
                        was.language(),
                        was.realm(),
                        was.login()),
                who);
    }

    @Override
    public void remove(Contact one, String who) {
        registry.removeContact(one, who);
    }
}
