package cn.shanshao.center.warning;

import cn.shanshao.center.identity.OnCall;
import cn.shanshao.center.identity.OnCall.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who is called next when nobody takes a warning, or a cry for help, on: one after the other everybody on duty in the
 * division of the point, then in the one above, up to the top, and from the beginning again. Whoever cannot be rung costs no time: the one after is
 * called at once, and it is told who was passed over.
 */
@Component
public class CallingOrder {
    private final OnCall onCall;

    CallingOrder(OnCall onCall) {
        this.onCall = onCall;
    }

    /**
     * Whom to call.
     *
     * @param turn {@code null}: nobody can be rung anywhere
     * @param passed those who cannot be rung and whose turn came before
     * @param isAgain everybody had been called once before
     */
    public record Call(@Nullable Turn turn, List<Turn> passed, boolean isAgain) {
        public Call {
            passed = List.copyOf(passed);
        }

        /** As it is remembered. */
        public List<String> done() {
            return turn == null
                    ? List.of()
                    : Stream.concat(passed.stream(), Stream.of(turn))
                            .flatMap(one -> marks(one).stream())
                            .toList();
        }
    }

    private static List<String> marks(Turn turn) {
        return turn.usernames().isEmpty()
                ? List.of(turn.division() + "/")
                : turn.usernames().stream()
                        .map(name -> turn.division() + "/" + name)
                        .toList();
    }

    /** @param called what {@link Call#done} gave, of all calls since the beginning */
    public Call next(String division, Collection<String> called) {
        var all = onCall.upwards(division);
        var left = all.stream().filter(turn -> !called.containsAll(marks(turn))).toList();
        var passed = new ArrayList<Turn>();
        for (var turn : left) {
            if (turn.lack() == null) {
                return new Call(turn, passed, false);
            }
            passed.add(turn);
        }
        for (var turn : all) {
            if (turn.lack() == null) {
                return new Call(turn, passed, true);
            }
            if (!passed.contains(turn)) {
                passed.add(turn);
            }
        }
        return new Call(null, passed, true);
    }
}
