package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Questions.Question;
import cn.shanshao.center.notification.RollCall.Called;

/**
 * A number that was said to be somebody else's is its people's after all. Published inside the transaction that stores it.
 *
 * @param question that was asked there last
 */
record NumberRestored(Called called, Question question, String phoneIndex) {
    /** Without the number. */
    @Override
    public String toString() {
        return "NumberRestored[%s]".formatted(called.warningId());
    }
}
