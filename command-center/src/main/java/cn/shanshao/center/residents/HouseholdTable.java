package cn.shanshao.center.residents;

import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.table.CellFault;
import cn.shanshao.center.table.Heading;
import cn.shanshao.center.table.Lot;
import cn.shanshao.center.table.Preview;
import cn.shanshao.center.table.Table;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.springframework.stereotype.Component;

/** The roster as a table. */
@Component
class HouseholdTable implements Table {
    static final String KIND = "households";
    static final String TITLE = "受威胁群众";

    private final Registry registry;
    private final Residents residents;
    private final Lots lots;

    HouseholdTable(Registry registry, Residents residents, Lots lots) {
        this.registry = registry;
        this.residents = residents;
        this.lots = lots;
    }

    private record Looked(Intake intake, Lots lots) implements Preview {
        @Override
        public int rows() {
            return intake.rows();
        }

        @Override
        public int made() {
            return intake.fresh().size();
        }

        @Override
        public int changed() {
            return intake.changed().size();
        }

        @Override
        public int same() {
            return intake.same();
        }

        @Override
        public List<CellFault> faults() {
            return intake.faults();
        }

        @Override
        public void take(String id, String name, CurrentUser by, IntConsumer done) {
            lots.take(id, name, by.division(), intake, by.username(), done);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String noun() {
        return "household";
    }

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public boolean isPersonal() {
        return true;
    }

    @Override
    public List<Heading> headings() {
        return Column.headings();
    }

    @Override
    public String emptyCell() {
        return "每行是该户登记的全部内容：空单元格，以及填“清空”或“—”的单元格，即为没有。";
    }

    @Override
    public List<Map<String, String>> rows(CurrentUser user) {
        return residents.householdsOf(ids(registry.listPoints(user.division()))).stream()
                .map(HouseholdCells::of)
                .toList();
    }

    @Override
    public Preview look(CurrentUser user, byte[] file) {
        var points = registry.listPoints(user.division());
        return new Looked(Intake.of(file, points, residents.householdsOf(ids(points))), lots);
    }

    private static List<String> ids(List<HazardPoint> points) {
        return points.stream().map(HazardPoint::id).toList();
    }

    @Override
    public List<Lot> lots(List<String> divisions) {
        return lots.list(divisions);
    }

    @Override
    public void undo(Lot lot, String who) {
        lots.undo(lot, who);
    }
}
