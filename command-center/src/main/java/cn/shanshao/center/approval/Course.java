package cn.shanshao.center.approval;

import cn.shanshao.center.Problem;
import cn.shanshao.center.approval.Approval.State;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowable.common.engine.api.FlowableException;
import org.flowable.common.engine.api.FlowableOptimisticLockingException;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.TaskService;
import org.flowable.task.api.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where papers go next, as {@code processes/*.bpmn20.xml} draw it. The engine knows a paper by its id, and of its words
 * nothing. A paper on its way goes on by the drawing with which it began.
 */
@Component
class Course {
    static final String APPROVAL = "approval";
    /** What the platform said when it will not have a paper. */
    static final String HERE = "here";

    private static final String COSIGNERS = "cosigners";
    private static final String DEADLINE = "deadline";
    static final String BACK = "back";
    private static final String PLATFORM = "platform";
    private static final String PLATFORM_DEADLINE = "platformDeadline";

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final PlatformSettings platform;

    /** @param drawn nothing begins before the engine knows the drawings */
    Course(RuntimeService runtime, TaskService tasks, PlatformSettings platform, Drawings drawn) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.platform = platform;
    }

    /**
     * A signature that is waited for.
     *
     * @param seat which of the step's seats; -1: any
     */
    record Slot(Step step, int seat) {
        static Slot of(Task task) {
            var step = Step.valueOf(task.getTaskDefinitionKey().toUpperCase(Locale.ROOT));
            return new Slot(step, step == Step.COSIGN ? Integer.parseInt(task.getCategory()) : -1);
        }
    }

    /** Every signature that a paper needs, given or not. */
    static List<Slot> all(Paper paper) {
        return Stream.concat(
                        IntStream.range(0, paper.said().cosigners().size()).mapToObj(i -> new Slot(Step.COSIGN, i)),
                        Stream.of(new Slot(Step.SIGN, -1)))
                .toList();
    }

    /** Returns the id of the instance. */
    String begin(Paper paper) {
        return run(() ->
                        runtime.startProcessInstanceByKey(paper.said().process().key(), paper.id(), words(paper)))
                .getId();
    }

    private Map<String, Object> words(Paper paper) {
        var words = new HashMap<String, Object>();
        words.put(APPROVAL, paper.id());
        words.put(COSIGNERS, paper.said().cosigners().size());
        words.put(DEADLINE, paper.said().deadline().toString());
        words.put(BACK, null);
        words.put(PLATFORM, paper.carrier() == Carrier.PLATFORM);
        words.put(PLATFORM_DEADLINE, platform.deadline().toString());
        return words;
    }

    /** Whose signatures are waited for. */
    List<Slot> open(Paper paper) {
        return paper.state() == State.SIGNING
                ? tasks(paper).stream().map(Slot::of).toList()
                : List.of();
    }

    /** The same of many, by the id of the paper. */
    Map<String, List<Slot>> open(Collection<Paper> papers) {
        var ids = papers.stream()
                .filter(paper -> paper.state() == State.SIGNING && paper.instance() != null)
                .collect(Collectors.toMap(Paper::instance, Paper::id));
        return ids.isEmpty()
                ? Map.of()
                : tasks
                        .createTaskQuery()
                        .processInstanceIdIn(ids.keySet())
                        .orderByTaskCreateTime()
                        .asc()
                        .orderByTaskId()
                        .asc()
                        .list()
                        .stream()
                        .collect(Collectors.groupingBy(
                                task -> ids.get(task.getProcessInstanceId()),
                                Collectors.mapping(Slot::of, Collectors.toList())));
    }

    private List<Task> tasks(Paper paper) {
        return paper.instance() == null
                ? List.of()
                : tasks.createTaskQuery()
                        .processInstanceId(paper.instance())
                        .orderByTaskCreateTime()
                        .asc()
                        .orderByTaskId()
                        .asc()
                        .list();
    }

    /** One who had to has signed. */
    void signed(Paper paper, Slot slot) {
        complete(paper, task(paper, slot), null);
    }

    /** One who had to sign sends it back. */
    void back(Paper paper, Slot slot, Step to) {
        complete(paper, task(paper, slot), to);
    }

    private void complete(Paper paper, Task task, @Nullable Step back) {
        var said = new HashMap<String, Object>();
        said.put(BACK, back == null ? null : back.name().toLowerCase(Locale.ROOT));
        run(() -> {
            tasks.complete(task.getId(), said);
            return paper;
        });
    }

    private Task task(Paper paper, Slot slot) {
        return tasks(paper).stream()
                .filter(task -> Slot.of(task).equals(slot))
                .findFirst()
                .orElseThrow(
                        () -> Problem.conflict("approval %s does not wait for that any more".formatted(paper.id())));
    }

    /** Its author hands it in again. */
    void again(Paper paper) {
        var draft = tasks(paper).stream().findFirst().orElseThrow();
        run(() -> {
            tasks.complete(draft.getId(), words(paper));
            return paper;
        });
    }

    /**
     * What became of it in the approval platform.
     *
     * @param back {@code null}: it is approved; {@code draft}: it came back; {@link #HERE}: it is to be signed here
     */
    void platformSaid(Paper paper, @Nullable String back) {
        var waiting = runtime.createExecutionQuery()
                .processInstanceId(Objects.requireNonNull(paper.instance()))
                .activityId("at-platform")
                .singleResult();
        var said = new HashMap<String, Object>();
        said.put(BACK, back);
        run(() -> {
            runtime.trigger(waiting.getId(), said);
            return paper;
        });
    }

    void withdraw(Paper paper) {
        var waiting = runtime.createEventSubscriptionQuery()
                .processInstanceId(Objects.requireNonNull(paper.instance()))
                .eventName("withdraw")
                .singleResult();
        run(() -> {
            runtime.messageEventReceived("withdraw", waiting.getExecutionId());
            return paper;
        });
    }

    /** The engine wraps what a listener of ours throws. */
    private static <T> T run(Supplier<T> step) {
        try {
            return step.get();
        } catch (FlowableOptimisticLockingException e) {
            throw Problem.conflict("somebody else was faster; look again (他人已先处理)");
        } catch (FlowableException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof Problem problem) {
                    throw problem;
                }
            }
            throw e;
        }
    }
}
