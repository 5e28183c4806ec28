package cn.shanshao.center.residents;

import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.Dossier;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.PreventionPlan;
import cn.shanshao.center.registry.ScaleGrade;
import cn.shanshao.center.registry.TreatmentWork;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds what is missing in the file of a point, is overdue, or contradicts itself. */
final class FileGaps {
    /** Every point is surveyed before each rainy season (汛前排查). */
    private static final int SURVEY_DAYS = 365;
    /** So long before a plan ends it is to be reviewed. */
    private static final int REVIEW_DAYS = 30;
    /** So long after its end a work is to be inspected. */
    private static final int ACCEPTANCE_DAYS = 90;

    private final HazardPoint point;
    private final Dossier dossier;
    private final LocalDate day;
    private final List<Weakness> found = new ArrayList<>();

    private FileGaps(HazardPoint point, LocalDate day) {
        this.point = point;
        this.dossier = Objects.requireNonNullElse(point.dossier(), Dossier.EMPTY);
        this.day = day;
    }

    /** @param day today in China */
    static List<Weakness> of(
            HazardPoint point,
            List<Contact> contacts,
            List<PreventionPlan> plans,
            List<TreatmentWork> works,
            People people,
            LocalDate day) {
        var look = new FileGaps(point, day);
        look.plans(plans);
        look.works(works);
        look.zone(people);
        look.people(people);
        look.survey();
        look.number();
        look.responsible(contacts);
        return List.copyOf(look.found);
    }

    private void plans(List<PreventionPlan> plans) {
        if (plans.isEmpty()) {
            tell("plan-none", "", "没有防灾预案", "there is no prevention plan", "编制并登记防灾预案", "write and register one");
            return;
        }
        var approved = plans.stream().filter(p -> p.approvedOn() != null).toList();
        if (approved.isEmpty()) {
            tell("plan-unapproved", "", "防灾预案尚未批准", "no prevention plan is approved", "报批预案", "have it approved");
            return;
        }
        var newest = approved.stream()
                .max(Comparator.comparing(PreventionPlan::validUntil, Comparator.nullsFirst(Comparator.naturalOrder())))
                .orElseThrow();
        var end = newest.validUntil();
        if (end != null && end.isBefore(day)) {
            tell(
                    "plan-expired",
                    newest.id(),
                    "防灾预案（%s）已于 %s 到期".formatted(newest.edition(), end),
                    "the prevention plan %s ended on %s".formatted(newest.edition(), end),
                    "复核并重新批准预案",
                    "review it and have it approved anew");
        } else if (end != null && ChronoUnit.DAYS.between(day, end) <= REVIEW_DAYS) {
            tell(
                    "plan-expiring",
                    newest.id(),
                    "防灾预案（%s）将于 %s 到期".formatted(newest.edition(), end),
                    "the prevention plan %s ends on %s".formatted(newest.edition(), end),
                    "到期前复核预案",
                    "review it before that day");
        }
    }

    private void works(List<TreatmentWork> works) {
        for (var work : works) {
            var end = work.endedOn();
            if (work.acceptance() == TreatmentWork.Acceptance.FAILED) {
                tell(
                        "work-failed",
                        work.id(),
                        "治理工程“%s”验收不合格".formatted(work.name()),
                        "the treatment work %s failed its inspection".formatted(work.name()),
                        "整改后重新验收",
                        "mend it and have it inspected again");
            } else if (work.acceptance() == TreatmentWork.Acceptance.PENDING
                    && end != null
                    && ChronoUnit.DAYS.between(end, day) > ACCEPTANCE_DAYS) {
                tell(
                        "work-unaccepted",
                        work.id(),
                        "治理工程“%s”于 %s 竣工，至今未验收".formatted(work.name(), end),
                        "the treatment work %s was finished on %s and is not inspected yet".formatted(work.name(), end),
                        "组织验收",
                        "have it inspected");
            }
        }
    }

    private void zone(People people) {
        if (!people.hasZone()) {
            tell(
                    "zone-none",
                    "",
                    "没有划定危险区：预警时按名册全员通知",
                    "no danger zone is drawn: a warning goes to everybody on the roster",
                    "在档案页划定危险区",
                    "draw it on the page of the file");
        } else if (people.unplaced().households() > 0) {
            tell(
                    "people-unplaced",
                    "",
                    "名册上 %d 户 %d 人没有房屋位置，按在危险区内计"
                            .formatted(
                                    people.unplaced().households(),
                                    people.unplaced().people()),
                    "%d households with %d people have no place on the map and count as inside the zone"
                            .formatted(
                                    people.unplaced().households(),
                                    people.unplaced().people()),
                    "登记房屋经纬度",
                    "register where their houses stand");
        }
    }

    private void people(People people) {
        if (people.roster().people() > people.declared()) {
            tell(
                    "people-more",
                    "",
                    "隐患点登记威胁 %d 人，名册上有 %d 人"
                            .formatted(people.declared(), people.roster().people()),
                    "%d people are said to live below, %d stand on the roster"
                            .formatted(people.declared(), people.roster().people()),
                    "核对威胁人数",
                    "correct the declared number");
        }
        var households = dossier.households();
        if (households != null && households != people.roster().households()) {
            tell(
                    "households-differ",
                    "",
                    "隐患点登记威胁 %d 户，名册上有 %d 户"
                            .formatted(households, people.roster().households()),
                    "%d households are said to live below, %d stand on the roster"
                            .formatted(households, people.roster().households()),
                    "核对威胁户数和名册",
                    "correct the declared number or the roster");
        }
    }

    private void survey() {
        var last = dossier.surveyedOn();
        if (last == null) {
            tell("survey-none", "", "没有调查日期", "it is not known when it was surveyed", "登记最近调查日期", "register the day");
        } else if (ChronoUnit.DAYS.between(last, day) > SURVEY_DAYS) {
            tell(
                    "survey-old",
                    "",
                    "最近一次调查在 %s，已超过一年".formatted(last),
                    "it was last surveyed on %s, more than a year ago".formatted(last),
                    "汛前排查",
                    "survey it before the rainy season");
        }
        ScaleGrade.of(point.kind(), dossier.volume())
                .filter(grade -> dossier.scale() != null && dossier.scale() != grade)
                .ifPresent(grade -> tell(
                        "scale-differs",
                        "",
                        "登记的规模等级与规模体积（%,.0f 立方米）不一致".formatted(dossier.volume()),
                        "the declared scale does not fit the volume of %,.0f m³".formatted(dossier.volume()),
                        "核对规模等级和体积",
                        "correct the scale or the volume"));
    }

    private void number() {
        var number = point.unifiedNumber();
        if (number == null) {
            tell("number-none", "", "没有统一编号", "it has no national number", "登记统一编号", "register it");
        } else if (!number.startsWith(point.division())) {
            tell(
                    "number-elsewhere",
                    "",
                    "统一编号 %s 的前六位不是本县代码 %s".formatted(number, point.division()),
                    "the national number %s does not begin with the code of its county, %s"
                            .formatted(number, point.division()),
                    "核对统一编号；行政区划调整过的可保留",
                    "correct it, unless the county has changed since");
        }
    }

    private void responsible(List<Contact> contacts) {
        for (var role : List.of(ContactRole.RESPONSIBLE, ContactRole.MONITORING_CHIEF)) {
            if (contacts.stream().noneMatch(c -> c.role() == role)) {
                var isFirst = role == ContactRole.RESPONSIBLE;
                tell(
                        isFirst ? "responsible-none" : "monitoring-chief-none",
                        "",
                        isFirst ? "没有防灾责任人" : "没有监测责任人",
                        isFirst ? "nobody answers for the prevention" : "nobody answers for the monitoring",
                        "在人员页登记",
                        "register them on the page of the people");
            }
        }
    }

    private void tell(String code, String subject, String zh, String en, String mendZh, String mendEn) {
        found.add(new Weakness(
                point.id(), code, subject, Map.of("zh", zh, "en", en), Map.of("zh", mendZh, "en", mendEn)));
    }
}
