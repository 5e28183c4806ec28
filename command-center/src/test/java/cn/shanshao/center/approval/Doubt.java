package cn.shanshao.center.approval;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Has something against papers, as a module does that knows what still stands. */
final class Doubt implements Caution {
    private final Map<String, Against> about = new ConcurrentHashMap<>();

    @Override
    public Optional<Against> of(String subject) {
        return Optional.ofNullable(about.get(subject));
    }

    void has(Submission paper, Against against) {
        about.put(paper.subject(), against);
    }
}
