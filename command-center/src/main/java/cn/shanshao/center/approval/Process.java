package cn.shanshao.center.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The ways that papers go; each is drawn in {@code processes/<key>.bpmn20.xml}. */
public enum Process {
    /** 转移通知: everybody signs at the same time, for minutes count. */
    @JsonProperty("evacuation-notice")
    EVACUATION_NOTICE("evacuation-notice", List.of(List.of(Step.DRAFT), List.of(Step.COSIGN, Step.SIGN))),
    /** 预警发布: who signs with others (会签) come first, and who issues (签发) last. */
    @JsonProperty("public-warning")
    PUBLIC_WARNING("public-warning", List.of(List.of(Step.DRAFT), List.of(Step.COSIGN), List.of(Step.SIGN)));

    private final String key;
    private final List<List<Step>> order;

    Process(String key, List<List<Step>> order) {
        this.key = key;
        this.order = order;
    }

    /** Its name on the wire, and in the drawing. */
    public String key() {
        return key;
    }

    /** Whether {@code step} is over when {@code other} begins. */
    boolean isEarlier(Step step, Step other) {
        return place(step) < place(other);
    }

    /** The step, those at the same time, and those that come after it. */
    Set<Step> from(Step step) {
        return order.stream().skip(place(step)).flatMap(List::stream).collect(Collectors.toUnmodifiableSet());
    }

    private int place(Step step) {
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i).contains(step)) {
                return i;
            }
        }
        throw new IllegalStateException("%s has no step %s".formatted(key, step));
    }
}
