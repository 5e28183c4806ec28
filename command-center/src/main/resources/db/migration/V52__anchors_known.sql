-- What the file of anchors held last, sealed by the key outside, so that a file that is gone or was cut is noticed.
create table audit_anchors (
    one    boolean primary key default true check (one),
    lines  bigint not null,
    newest text not null,
    begins bigint not null,
    seal   bytea not null
);
create trigger audit_anchors_row before delete on audit_anchors
    for each row execute function audit_head_stays();
create trigger audit_anchors_table before truncate on audit_anchors
    for each statement execute function audit_head_stays();
