package cn.shanshao.center.identity;

/** A hand-over was taken, or taken back: nobody need be rung because of it. Published inside the transaction. */
public record HandoverOver(String id) {}
