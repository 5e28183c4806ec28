package cn.shanshao.center.notification;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.notification.CryView.Numbers;
import cn.shanshao.center.notification.Proposals.Proposal;
import cn.shanshao.center.registry.Phones;
import cn.shanshao.center.residents.Household.Line;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The roll call of a warning over HTTP. */
@RestController
@RequestMapping("/api/v1/warnings/{id}/roll-call")
class RollCallController {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_NOTE = 500;

    private final RollCalls rollCalls;
    private final RunnerDesk runners;
    private final RollCourse course;

    RollCallController(RollCalls rollCalls, RunnerDesk runners, RollCourse course) {
        this.rollCalls = rollCalls;
        this.runners = runners;
        this.course = course;
    }

    /**
     * @param note what else is known, for those who look after the household; who helped and how, where it cried for help
     * @param from as it stood when that was decided; absent: however it stands
     */
    record Mark(
            @NotNull RollState state,
            @Nullable @Size(max = LONGEST_NOTE) String note,
            @Nullable RollState from) {
        /** Without the note. */
        @Override
        public String toString() {
            return "Mark[%s]".formatted(state);
        }
    }

    /** @param change that is taken back, as the roll call tells it */
    record Undoing(@NotNull Long change) {}

    /** Either one of the proposals, or who else is to be asked, or which of those who were asked has accepted. */
    record Running(
            @Nullable String proposal,
            @Nullable @Size(min = 1, max = LONGEST_NAME) String name,
            @Nullable String phone,
            @Nullable Long accepted) {
        /** Without the person. */
        @Override
        public String toString() {
            return "Running[]";
        }
    }

    @GetMapping
    RollCallView get(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        return rollCalls.get(id, user);
    }

    @PostMapping("/{household}")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.CREW})
    RollCallView mark(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @PathVariable String household,
            @Valid @RequestBody Mark mark) {
        return rollCalls.mark(id, household, new RollCalls.Mark(mark.state(), mark.note(), mark.from()), user);
    }

    /** What was written down of it last was not so. */
    @PostMapping("/{household}/undo")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.CREW})
    RollCallView undo(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @PathVariable String household,
            @Valid @RequestBody Undoing undoing) {
        return rollCalls.takeBack(id, household, undoing.change(), user);
    }

    /** Whole numbers, for those who ring; each look stands in the trail. */
    @GetMapping("/{household}/numbers")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY})
    Numbers numbers(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @PathVariable String household) {
        return rollCalls.numbers(id, household, user);
    }

    /** Who may be asked to go there. */
    @GetMapping("/{household}/runners")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.CREW})
    List<Proposal> runners(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @PathVariable String household) {
        return runners.proposals(id, household, user);
    }

    /** What people did about its households, oldest first. */
    @GetMapping("/course")
    List<RollCourse.Line> course(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        return course.of(id, user);
    }

    @PostMapping("/{household}/runner")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.CREW})
    RollCallView runner(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @PathVariable String household,
            @Valid @RequestBody Running running) {
        if (running.accepted() != null) {
            return runners.accepted(id, household, running.accepted(), user);
        }
        if (running.proposal() != null) {
            return runners.propose(id, household, running.proposal(), user);
        }
        var name = running.name();
        var phone = running.phone();
        if (name == null || phone == null) {
            throw Problem.invalid(
                    name == null ? "name" : "phone",
                    null,
                    "proposal, name and phone of who is asked, or accepted: the id of who was");
        }
        return runners.name(id, household, new Line(name, Phones.normal(phone)), user);
    }
}
