package cn.shanshao.center.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.center.identity.ExerciseAccounts.Player;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who plays an exercise gets in while it is played, and stands on the roster. */
@CenterTest
class ExerciseAccountsTest {
    private static final String PASSWORD = "told-at-the-start";
    private static final String COUNTY = "220581";

    @Autowired
    ExerciseAccounts exercise;

    @Autowired
    DutyRoster roster;

    @Autowired
    Caller stranger;

    private static Player player(String username, Role role) {
        return new Player(username, "演示人", "10000009009", role, COUNTY);
    }

    @Test
    void aPlayerGetsInUntilTheExerciseIsOverAndAgainAtTheNextOne() {
        assertThat(exercise.add(player("play-duty", Role.DUTY), PASSWORD)).isTrue();
        var user = stranger.signIn("play-duty", PASSWORD);
        assertThat(user.get("/api/v1/overview").status()).isEqualTo(200);

        exercise.lock(List.of("play-duty", "play-nobody"));
        assertThat(user.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(stranger.post("/api/v1/session", Map.of("username", "play-duty", "password", PASSWORD))
                        .status())
                .isEqualTo(401);

        exercise.unlock(List.of("play-duty"));
        assertThat(stranger.signIn("play-duty", PASSWORD)
                        .get("/api/v1/overview")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aLoginThatSomebodyHasStaysAsItIs() {
        assertThat(exercise.add(player("play-taken", Role.DUTY), PASSWORD)).isTrue();
        assertThat(exercise.add(player("play-taken", Role.SIGNER), "another password"))
                .as("who does not get in with it is not told it")
                .isFalse();
        assertThat(exercise.add(player("play-taken", Role.DUTY), PASSWORD))
                .as("a start that failed half-way tells it again")
                .isTrue();
        var session = stranger.signIn("play-taken", PASSWORD).get("/api/v1/session");
        assertThat(session.json().get("role").asString()).isEqualTo("duty");
    }

    @Test
    void somebodyIsOnDutyFromNowOnAndADayThatIsPlannedStays() {
        exercise.add(player("play-night", Role.DUTY), PASSWORD);
        exercise.add(player("play-later", Role.SIGNER), PASSWORD);
        exercise.roster(COUNTY, "play-night", "play-later", 3);
        exercise.roster(COUNTY, "play-later", null, 3);
        assertThat(roster.officers(COUNTY)).containsExactly("play-night");
        assertThat(roster.gaps(COUNTY)).isEmpty();
    }
}
