package cn.shanshao.center.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class SirenRows {
    List<RollCallView.Siren> of(String warningId) {
        return List.of();
    }

    RollCallView.@Nullable Broadcast broadcastOf(String warningId) {
        return null;
    }
}
