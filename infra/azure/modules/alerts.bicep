// What wakes somebody up. The pipeline says once a minute how it stands; the alerts read that line, its silence, and its requests.
param name string
param location string
param tags object
param insightsId string
param operatorEmails string[]

// The words of the log are a contract: a test compares them with the code that writes them.
var heartbeat = '''
traces
| where message startswith "Heartbeat:"
| parse message with "Heartbeat: " Queued:long " queued, oldest " Oldest:long " s; " Unfinished:long " unfinished, oldest " Lag:long " s; " Poison:long " poison; " FailedNotifications:long " notifications failed; " *
'''

var rules = [
  {
    key: 'poison'
    text: 'Something could not be processed five times: see GET /api/panel/poison.'
    severity: 1
    query: '${heartbeat}| where Poison > 0'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    key: 'oldest-message'
    text: 'A registered submission has waited for its processing for more than a quarter of an hour.'
    severity: 2
    query: '${heartbeat}| where Oldest > 900 or Lag > 900'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    key: 'no-heartbeat'
    text: 'The pipeline has said nothing for a quarter of an hour: silence is no success.'
    severity: 0
    query: heartbeat
    operator: 'LessThan'
    threshold: 1
  }
  {
    key: 'receipt-p99'
    text: 'One receipt in a hundred takes longer than five seconds.'
    severity: 2
    query: '''
requests
| where name == "presentar" and success == true
| summarize P99 = percentile(duration, 99)
| where P99 > 5000
'''
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    key: 'failed-notifications'
    text: 'A notification could not be sent five times.'
    severity: 2
    query: '${heartbeat}| where FailedNotifications > 0'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    key: 'register-verification-failed'
    text: 'The register, its receipts and its originals do not agree.'
    severity: 0
    query: '''
traces
| where message startswith "Register verification failed"
'''
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    key: 'unreconciled'
    text: 'A submission lies in the inbox, neither registered nor refused.'
    severity: 1
    query: '''
traces
| where message startswith "Inbox reconciled:"
| parse message with "Inbox reconciled: " Envelopes:long " envelopes, " Registered:long " registered now, " Refused:long " refused now, " Unreconciled:long " unreconciled"
| where Unreconciled > 0
'''
    operator: 'GreaterThan'
    threshold: 0
  }
]

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'intake'
    enabled: true
    emailReceivers: [for (address, i) in operatorEmails: { name: 'operator-${i}', emailAddress: address, useCommonAlertSchema: true }]
  }
}

resource alert 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = [for rule in rules: {
  name: 'alert-${name}-${rule.key}'
  location: location
  tags: tags
  properties: {
    displayName: 'IntakePipeline: ${rule.key}'
    description: rule.text
    severity: rule.severity
    enabled: true
    scopes: [insightsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Count'
          operator: rule.operator
          threshold: rule.threshold
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [operators.id] }
  }
}]
