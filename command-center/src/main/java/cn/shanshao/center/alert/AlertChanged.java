package cn.shanshao.center.alert;

/** An episode eased, ended, was amended or was acknowledged. Published inside the transaction that stores it. */
public record AlertChanged(Episode episode) {}
