package cn.shanshao.center.monitoring;

import java.util.Set;

/** These points have become blind, or can be heard again. */
public record PointStatesChanged(Set<String> points) {
    public PointStatesChanged {
        points = Set.copyOf(points);
    }
}
