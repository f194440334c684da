# Fills Redmine through its own models: rails runner fill.rb < people.json
# {"people": [{name, first, last, login, mail, phone, street, city, zip, birthday, staff, agent, ...}, ...]}
require 'json'
require 'stringio'

class Filling
  PASSWORD = 'only-for-this-test'

  def initialize(people)
    @people = people
    @root = User.find_by!(login: 'admin')
    User.current = @root
  end

  def fill
    settings
    project
    fields
    @users = @people.map { |person| account(person) }
    @people.each { |person| person['staff'] ? works(person) : asks(person) }
    @people.each { |person| person['staff'] || writes(person) }
    "#{@users.size} users, #{Issue.count} issues, #{Journal.count} entries of their histories"
  end

  private

  def settings
    @root.update!(must_change_passwd: false, password: PASSWORD, password_confirmation: PASSWORD)
    Setting.rest_api_enabled = '1'
    Setting.host_name = 'desk.example'
  end

  def project
    @project = Project.create!(name: 'Parcels', identifier: 'parcels', is_public: true, trackers: Tracker.all.to_a,
                               description: 'Questions of customers', homepage: 'https://desk.example/parcels',
                               enabled_module_names: %w[issue_tracking time_tracking news documents files wiki boards repository])
    @wiki = @project.wiki || Wiki.create!(project: @project, start_page: 'Wiki')
    @board = Board.create!(project: @project, name: 'Exchange', description: 'What customers tell each other')
    @category = IssueCategory.create!(project: @project, name: 'Lost')
    @repository = Repository::Git.create!(project: @project, identifier: 'source', url: '/nowhere/source.git')
    @reporter, @developer = Role.find_by!(name: 'Reporter'), Role.find_by!(name: 'Developer')
    @group = Group.create!(lastname: 'Customers')
  end

  def fields
    text = { field_format: 'string', is_for_all: true, editable: true, visible: true, trackers: Tracker.all.to_a }
    @of_user = ['Phone', 'Street', 'Date of birth'].map do |name|
      UserCustomField.create!(name: name, field_format: name == 'Date of birth' ? 'date' : 'string', editable: true, visible: true)
    end
    @serial = IssueCustomField.create!(text.merge(name: 'Serial number'))
    @contact = IssueCustomField.create!(text.merge(name: 'Call back at'))
    @witness = IssueCustomField.create!(text.merge(name: 'Seen by', field_format: 'user'))
  end

  def account(person)
    user = User.new(firstname: person['first'], lastname: person['last'], language: 'fr', admin: false)
    user.login, user.mail = person['login'], person['mail']
    user.password = user.password_confirmation = PASSWORD
    user.custom_field_values = @of_user.map(&:id).map(&:to_s).zip([person['phone'], person['street'], person['birthday']]).to_h
    user.pref.time_zone = 'Paris'
    user.pref.hide_mail = true
    user.save!
    user.pref.save!
    user.email_addresses.create!(address: "home.#{person['mail']}", is_default: false)
    user.update_columns(last_login_on: Time.now, twofa_scheme: 'totp', twofa_totp_key: ROTP::Base32.random, status: User::STATUS_ACTIVE)
    Token.create!(user: user, action: 'api')
    Token.create!(user: user, action: 'feeds')
    Member.create!(project: @project, principal: user, roles: [person['staff'] ? @developer : @reporter])
    @group.users << user unless person['staff']
    user
  end

  def works(person)
    user = @users[person['n']]
    News.create!(project: @project, author: user, title: "Holidays #{person['n']}", description: 'The desk is closed on Friday.')
    Changeset.create!(repository: @repository, revision: "r#{person['n']}", committed_on: Time.now, comments: 'Labels',
                      committer: "#{person['name']} <#{person['mail']}>", user: user)
    IssueImport.create!(user: user, filename: "parcels#{person['n']}.csv", total_items: 0, finished: true)
  end

  def asks(person)
    user, agent, other = @users[person['n']], @users[person['agent']], @users[person['other']]
    issue = Issue.new(project: @project, tracker: Tracker.first, author: user, subject: "Parcel of #{person['name']}",
                      category: @category, priority: IssuePriority.first, start_date: Date.today,
                      description: "The parcel to #{person['street']} never came. Call me: #{person['phone']}.")
    issue.custom_field_values = { @serial.id.to_s => "SN-#{person['n']}", @contact.id.to_s => person['phone'],
                                  @witness.id.to_s => other.id.to_s }
    issue.save!
    issue.add_watcher(other)
    issue.add_watcher(user)
    entry(issue, agent, 'We look for it.') { |it| it.assigned_to = agent }
    entry(issue, user, "Thank you. #{person['name']}") do |it|
      it.description = "The parcel to #{person['street']}, #{person['zip']} #{person['city']} never came."
    end
    entry(issue, user, '') { |it| it.assigned_to = user }
    entry(issue, agent, '') { |it| it.assigned_to = agent }
    TimeEntry.create!(project: @project, issue: issue, user: agent, author: agent, hours: 0.5, spent_on: Date.today,
                      activity: TimeEntryActivity.first, comments: 'Looked through the shelf')
    attachment(issue, user, "letter-#{person['login']}.txt", "My address is #{person['street']}.")
  end

  def entry(issue, user, notes)
    issue = Issue.find(issue.id) # one that is saved keeps its entry
    issue.init_journal(user, notes)
    yield issue
    issue.save!
  end

  def attachment(container, user, name, text)
    file = StringIO.new(text)
    Attachment.create!(container: container, author: user, file: file, filename: name, content_type: 'text/plain',
                       description: "Letter of #{user.name}")
  end

  def writes(person)
    user = @users[person['n']]
    topic = Message.create!(board: @board, author: user, subject: "Who knows #{person['city']}?",
                            content: "I live there, #{person['street']}.\n#{person['name']}")
    Message.create!(board: @board, author: @users[person['other']], parent: topic, subject: "Re: #{topic.subject}", content: 'I do.')
    topic.add_watcher(user)
    Comment.create!(commented: News.first, author: user, content: "Happy holidays! #{person['name']}, #{person['phone']}")
    page = WikiPage.new(wiki: @wiki, title: "Packing_#{person['n']}")
    page.content = WikiContent.new(page: page, author: user, text: 'Use paper.', comments: 'first words')
    page.save_with_content(page.content)
    page.content.text = 'Use paper and string.'
    page.content.author = @users[person['other']]
    page.content.save!
    IssueQuery.create!(name: "Mine, #{person['first']}", user: user, visibility: Query::VISIBILITY_PRIVATE,
                       filters: { 'author_id' => { operator: '=', values: [user.id.to_s] } })
  end
end

puts Filling.new(JSON.parse($stdin.read)['people']).fill
