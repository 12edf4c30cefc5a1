//! A head and its calibration in a snapshot.

use super::SnapshotError;
use super::bytes::{Reader, Writer};
use crate::assistant::Judge;
use crate::calibration::{KEPT, Unseen};
use crate::head::{Manner, Record, SIDES, Side};

pub(super) fn write(judge: &Judge, to: &mut Writer) {
    let (head, calibration) = (&judge.head, &judge.calibration);
    to.u32(head.refused);
    to.u32(head.published);
    for number in head.balance.numbers() {
        to.f64(number);
    }
    to.sparse(&head.sides, |to, side| {
        to.f32(side.z);
        to.f32(side.n);
    });
    to.sparse(&head.records, |to, record| {
        let (z, n) = record.sums();
        to.f32(z);
        to.f32(n);
        to.u16(record.seen);
        to.u16(record.refused);
        to.u16(record.published);
    });
    to.f64(calibration.slope);
    to.f64(calibration.constant);
    to.u16(calibration.since_fitted);
    to.flag(calibration.is_fitted);
    to.flag(calibration.is_ordering);
    to.list(calibration.recent.iter(), |to, unseen| {
        to.f32(unseen.margin);
        to.f32(unseen.probability);
        to.flag(unseen.is_refused);
    });
}

pub(super) fn read(manner: Manner, from: &mut Reader<'_>) -> Result<Judge, SnapshotError> {
    let mut judge = Judge::new(manner);
    let (head, calibration) = (&mut judge.head, &mut judge.calibration);
    head.refused = from.u32()?;
    head.published = from.u32()?;
    for number in head.balance.numbers_mut() {
        *number = from.f64()?;
    }
    head.sides = from.sparse(SIDES, |from| {
        Ok(Side {
            z: from.f32()?,
            n: from.f32()?,
        })
    })?;
    head.records = from.sparse(1 << manner.bits, record)?;
    calibration.slope = from.f64()?;
    calibration.constant = from.f64()?;
    calibration.since_fitted = from.u16()?;
    calibration.is_fitted = from.flag()?;
    calibration.is_ordering = from.flag()?;
    let recent = from.list(KEPT, |from| {
        Ok(Unseen {
            margin: from.f32()?,
            probability: from.f32()?,
            is_refused: from.flag()?,
        })
    })?;
    calibration.recent = recent.into();
    Ok(judge)
}

fn record(from: &mut Reader<'_>) -> Result<Record, SnapshotError> {
    let (z, n) = (from.f32()?, from.f32()?);
    let mut record = Record::default();
    record.set_sums(z, n);
    record.seen = from.u16()?;
    record.refused = from.u16()?;
    record.published = from.u16()?;
    Ok(record)
}
