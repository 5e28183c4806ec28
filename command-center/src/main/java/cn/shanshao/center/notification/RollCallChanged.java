package cn.shanshao.center.notification;

/** Something of a warning's roll call is not as it was. Published inside the transaction that stores it. */
public record RollCallChanged(String warningId, String division) {}
