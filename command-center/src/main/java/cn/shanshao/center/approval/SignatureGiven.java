package cn.shanshao.center.approval;

/** Somebody has signed; others may still have to. Published inside the transaction of the signature. */
public record SignatureGiven(String id, String username) {}
