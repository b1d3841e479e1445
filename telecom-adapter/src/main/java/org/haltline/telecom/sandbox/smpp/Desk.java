package org.haltline.telecom.sandbox.smpp;

import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;

/// Where messages are handed in: one at a time, by `submit_sm` alone.
///
/// @param one what is done with it
record Desk(HandedIn one) implements ServerMessageReceiverListener {

  /// A message that came.
  @FunctionalInterface
  interface HandedIn {
    SubmitSmResult take(SubmitSm message, SMPPServerSession session) throws ProcessRequestException;
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm message, SMPPServerSession session)
      throws ProcessRequestException {
    return one.take(message, session);
  }

  private static ProcessRequestException notSpoken() {
    return new ProcessRequestException("not spoken", SMPPConstant.STAT_ESME_RINVCMDID);
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti many, SMPPServerSession session)
      throws ProcessRequestException {
    throw notSpoken();
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm asked, SMPPServerSession session)
      throws ProcessRequestException {
    throw notSpoken();
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm other, SMPPServerSession session)
      throws ProcessRequestException {
    throw notSpoken();
  }

  @Override
  public void onAcceptCancelSm(CancelSm taken, SMPPServerSession session)
      throws ProcessRequestException {
    throw notSpoken();
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm all, SMPPServerSession session)
      throws ProcessRequestException {
    throw notSpoken();
  }

  @Override
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm taken, SMPPServerSession session)
      throws ProcessRequestException {
    throw notSpoken();
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
      QueryBroadcastSm asked, SMPPServerSession session) throws ProcessRequestException {
    throw notSpoken();
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
    throw notSpoken();
  }
}
