package cn.shanshao.center.notification;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.notification.RollCall.Called;
import org.springframework.stereotype.Component;

/** Which roll calls a user may see and change. Calls need a transaction. */
@Component
class RollCallGate {
    private final RollCall rollCall;
    private final Divisions divisions;

    RollCallGate(RollCall rollCall, Divisions divisions) {
        this.rollCall = rollCall;
        this.divisions = divisions;
    }

    /** Of a warning of which nobody was told there is no roll call; of one behind the wall not even that is told. */
    Called seen(String warningId, CurrentUser user) {
        var called = rollCall.find(warningId).orElseThrow(() -> Problem.notFound("roll call of warning", warningId));
        divisions.mustSee(user, called.division(), "roll call of warning", warningId);
        return called;
    }

    /** @throws Problem 409 when the warning is closed */
    Called open(String warningId, CurrentUser user) {
        var called = seen(warningId, user);
        if (called.closedAt() != null) {
            throw Problem.conflict(
                    "warning %s is closed, and its roll call with it (该预警已结案，点名册不再改)".formatted(warningId));
        }
        return called;
    }

    /**
     * How a household stands; it stays locked until the transaction ends.
     *
     * @throws Problem 404 when it is not on the roll
     */
    RollState state(Called called, String household) {
        return rollCall.state(called.warningId(), household)
                .orElseThrow(() -> Problem.notFound("household", household));
    }
}
