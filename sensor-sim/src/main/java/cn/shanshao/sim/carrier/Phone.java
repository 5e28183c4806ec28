package cn.shanshao.sim.carrier;

import java.util.List;

/**
 * A virtual phone and what is on it.
 *
 * @param messages oldest first, at most the newest {@value Phones#KEPT}
 */
public record Phone(String number, List<Message> messages) {
    public Phone {
        messages = List.copyOf(messages);
    }
}
